//! Plate: spending by function as three columns and a list: small items get a full-size label.

use crate::chart::spine::Spine;

use super::super::account::{Account, Functions};
use super::super::desk::Desk;
use super::Plate;
use super::composition::{facts, folded, leaves, nodes, subtitle, table};

pub(super) fn plate<'l>(desk: &Desk<'l>, account: &Account<'l>) -> Option<Plate<'l>> {
    let functions = account.functions(account.phase())?;
    if !stands(&functions) {
        return None;
    }
    let items = leaves(&functions.classes).len();
    let (subtitle, folded) = (subtitle(desk, account, &functions), folded(&functions));
    let (all, facts) = (table(desk, &functions), facts(&functions));
    let long = functions.is_long();
    let functions = functions.folded();
    Some(Plate {
        foot: Default::default(),
        kind: "spine",
        title: format!("{} 类支出，{items} 个最细科目", functions.classes.len()),
        subtitle: format!("{subtitle}，按功能分类逐级展开，万元{folded}"),
        chart: Box::new(Spine {
            name: format!("{subtitle}，类、款、项"),
            unit: "万元".into(),
            phase: account.phase(),
            classes: nodes(desk, &functions),
        }),
        table: all,
        brief: long.then(|| table(desk, &functions)),
        facts,
        stated: Vec::new(),
        says: Vec::new(),
        says_not: vec!["把类、款、项的金额相加：上级已经包含下级。".into()],
    })
}

/// Whether there is enough for a list: with a handful of items the treemap says it all.
pub(super) fn stands(functions: &Functions<'_>) -> bool {
    leaves(&functions.classes).len() >= 4 && functions.classes.iter().any(|class| !class.children.is_empty())
}
