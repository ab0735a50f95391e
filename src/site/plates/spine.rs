//! Plate: spending by function as three columns and a list: small items get a full-size label.

use crate::chart::spine::Spine;

use super::super::account::Account;
use super::super::desk::Desk;
use super::Plate;
use super::composition::{facts, leaves, nodes, subtitle, table};

pub(super) fn plate<'l>(desk: &Desk<'l>, account: &Account<'l>) -> Option<Plate<'l>> {
    let functions = account.functions(account.phase())?;
    let items = leaves(&functions.classes).len();
    // With a handful of items the treemap says it all.
    if items < 4 || functions.classes.iter().all(|class| class.children.is_empty()) {
        return None;
    }
    Some(Plate {
        foot: Default::default(),
        kind: "spine",
        title: format!("{} 类支出，{items} 个最细科目", functions.classes.len()),
        subtitle: format!("{}，按功能分类逐级展开，万元", subtitle(account, &functions)),
        chart: Box::new(Spine {
            name: format!("{}，类、款、项", subtitle(account, &functions)),
            unit: "万元".into(),
            classes: nodes(desk, &functions),
        }),
        table: table(desk, &functions),
        facts: facts(&functions),
        stated: Vec::new(),
        says: Vec::new(),
        says_not: vec!["把类、款、项的金额相加：上级已经包含下级。".into()],
    })
}
