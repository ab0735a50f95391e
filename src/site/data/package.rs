//! `datapackage.json`: describes every data file (Data Package v2, with Fiscal Data Package column types).

use serde_json::{Map, Value, json};

use super::super::Sealed;
use super::schema::{Column, FILES, File};
use crate::archive::Cause;
use crate::config::Site;
use crate::model::{
    Base, BodyType, CodeSource, Edition, Fund, Grade, Measure, Phase, Reason, RowKind, Scheme, Scope,
    Severity, Statement, Status, TableState, Unit, Verdict,
};
use crate::taxonomy::NARRATIVE_CODES;

/// A written file: its path below `data/`, its size and its hash.
pub(crate) struct Written {
    /// Stem.
    pub(crate) name: &'static str,
    /// The ending of its name: `csv`, `parquet` or `sqlite`.
    pub(crate) ending: &'static str,
    /// Size and hash.
    pub(crate) sealed: Sealed,
    /// Rows.
    pub(crate) rows: usize,
}

/// The description of all files.
pub(crate) fn package(site: &Site, written: &[Written]) -> Value {
    let resources: Vec<Value> = FILES
        .iter()
        .flat_map(|file| written.iter().filter(|w| w.name == file.name).map(|w| resource(file, w)))
        .chain(written.iter().filter(|w| w.ending == "sqlite").map(database))
        .collect();
    let mut package = Map::new();
    package.insert("$schema".into(), json!("https://datapackage.org/profiles/2.0/datapackage.json"));
    package.insert("name".into(), json!("mingzhang"));
    package.insert("title".into(), json!(format!("{}：政府部门公开预算、决算与绩效数据", site.name)));
    package.insert(
        "description".into(),
        json!(
            "由公开文件逐格识别、核对的数据。金额为原文数字，amount_wan 为精确折合的万元。文本列若以 = + - @ 或 ' 开头，或是以 0 开头、超过 15 位的纯数字，前加一个 ' 以防表格软件改变它；去掉一个 ' 即得原文。数字列不加。"
        ),
    );
    package.insert("version".into(), json!(env!("CARGO_PKG_VERSION")));
    if !site.base_url.is_empty() {
        package.insert("homepage".into(), json!(site.base_url));
    }
    if !site.date.is_empty() {
        package.insert("created".into(), json!(format!("{}T00:00:00Z", site.date)));
    }
    package.insert(
        "licenses".into(),
        json!([{ "name": site.licence.replace(' ', "-"), "title": site.licence, "path": site.licence_url }]),
    );
    package.insert("resources".into(), Value::Array(resources));
    package.insert("narrative_codes".into(), labels(NARRATIVE_CODES));
    package.insert("three_public_codes".into(), labels(THREE_PUBLIC_CODES));
    Value::Object(package)
}

/// What is said of a table as Parquet.
pub(crate) const PARQUET: &str = "同一张表的 Parquet 文件：数字列为十位小数的精确小数（DECIMAL(38,10)），文本列为原文，不加 '，空为 null；amount_text 为数额的原文数字。";

/// The name of all tables as one database.
pub(crate) const DATABASE: &str = "mingzhang.sqlite";

/// What is said of it.
pub(crate) const OF_DATABASE: &str = "全部表在一个 SQLite 数据库里，表名、列名同 CSV：文本为原文，不加 '，空为 NULL；数字为浮点数，超过 15 位的为 NULL；amount_text 为数额的原文数字。视图 three_public、totals、disagreements、figures_of_findings、cited 是常用的查询；表 search 按任意一段文字查名称和原文，三个字以上用 MATCH，更短的用 LIKE；表 columns 和 words 说明列和代号。";

/// The column whose text stands beside its number in Parquet, and the name of that text's column.
pub(crate) const TEXT_OF: (&str, &str) = ("amount", "amount_text");

/// Codes of the scheme `three_public`.
const THREE_PUBLIC_CODES: &[(&str, &str)] = &[
    ("all", "“三公”经费合计"),
    ("outbound", "因公出国（境）费"),
    ("vehicle", "公务用车购置及运行维护费"),
    ("vehicle_purchase", "公务用车购置费"),
    ("vehicle_running", "公务用车运行维护费"),
    ("reception", "公务接待费"),
    ("meeting", "会议费"),
    ("training", "培训费"),
    ("meeting_and_training", "会议费、培训费小计"),
    ("three_public_and_meetings", "“三公”经费与会议费、培训费合计"),
];

fn labels(codes: &[(&str, &str)]) -> Value {
    Value::Array(codes.iter().map(|(value, label)| json!({ "value": value, "label": label })).collect())
}

fn resource(file: &File, written: &Written) -> Value {
    let columnar = written.ending == "parquet";
    let mut schema = Map::new();
    let mut fields: Vec<Value> = file.columns.iter().map(field).collect();
    if columnar {
        fields.push(json!({ "name": TEXT_OF.1, "type": "string", "title": "数额的原文数字，保留末尾的零" }));
    }
    schema.insert("fields".into(), Value::Array(fields));
    if !file.key.is_empty() {
        schema.insert("primaryKey".into(), json!(file.key));
    }
    let keys = foreign_keys(file);
    if !keys.is_empty() {
        schema.insert("foreignKeys".into(), Value::Array(keys));
    }
    let mut resource = json!({
        "name": file.name,
        "title": file.title,
        "description": file.description,
        "path": format!("{}.{}", file.name, written.ending),
        "format": written.ending,
        "mediatype": "text/csv",
        "bytes": written.sealed.bytes,
        "hash": format!("sha256:{}", written.sealed.sha256),
        "rows": written.rows,
    });
    if columnar {
        resource["name"] = json!(format!("{}-parquet", file.name));
        resource["description"] = json!(PARQUET);
        resource["mediatype"] = json!("application/vnd.apache.parquet");
    } else {
        schema.insert("missingValues".into(), json!([""]));
        resource["encoding"] = json!("utf-8");
    }
    resource["schema"] = Value::Object(schema);
    resource
}

/// The database, whose tables are those of the other files.
fn database(written: &Written) -> Value {
    json!({
        "name": "mingzhang-sqlite",
        "title": "SQLite 数据库",
        "description": OF_DATABASE,
        "path": DATABASE,
        "format": "sqlite",
        "mediatype": "application/vnd.sqlite3",
        "bytes": written.sealed.bytes,
        "hash": format!("sha256:{}", written.sealed.sha256),
    })
}

/// What a file says of departments and documents stands in their files. The log of changes speaks also of what is gone.
fn foreign_keys(file: &File) -> Vec<Value> {
    let to = |column: &'static str, resource: &'static str, id: &'static str| {
        let there = file.columns.iter().any(|own| own.name == column) && file.name != resource;
        (there && file.name != "changes")
            .then(|| json!({ "fields": [column], "reference": { "resource": resource, "fields": [id] } }))
    };
    let keys = [to("department", "departments", "id"), to("document", "documents", "document")];
    keys.into_iter().flatten().collect()
}

fn field(column: &Column) -> Value {
    let mut field = Map::new();
    field.insert("name".into(), json!(column.name));
    field.insert("type".into(), json!(column.kind.id()));
    field.insert("title".into(), json!(column.title));
    if !column.column_type.is_empty() {
        field.insert("columnType".into(), json!(column.column_type));
    }
    let mut constraints = Map::new();
    if column.required {
        constraints.insert("required".into(), json!(true));
    }
    if !column.list.is_empty() {
        let categories = categories(column.list);
        let values = categories.as_array().into_iter().flatten().map(|word| word["value"].clone()).collect();
        constraints.insert("enum".into(), Value::Array(values));
        field.insert("categories".into(), categories);
    }
    if !constraints.is_empty() {
        field.insert("constraints".into(), Value::Object(constraints));
    }
    Value::Object(field)
}

/// The words of a closed list, each with its label.
#[cfg(feature = "sqlite")]
pub(super) fn words_of(list: &str) -> Vec<(String, String)> {
    let text = |word: &Value, of: &str| word[of].as_str().unwrap_or_default().to_owned();
    let all = categories(list);
    all.as_array().into_iter().flatten().map(|word| (text(word, "value"), text(word, "label"))).collect()
}

/// The words of a closed list with their labels.
fn categories(list: &str) -> Value {
    macro_rules! words {
        ($list:ident) => {
            $list::ALL.iter().map(|word| json!({ "value": word.id(), "label": word.label() })).collect()
        };
    }
    Value::Array(match list {
        "scope" => words!(Scope),
        "phase" => words!(Phase),
        "statement" => words!(Statement),
        "measure" => words!(Measure),
        "base" => words!(Base),
        "fund" => words!(Fund),
        "scheme" => words!(Scheme),
        "code_source" => words!(CodeSource),
        "unit" => words!(Unit),
        "status" => words!(Status),
        "row_kind" => words!(RowKind),
        "grade" => words!(Grade),
        "edition" => words!(Edition),
        "table_state" => words!(TableState),
        "severity" => words!(Severity),
        "body_type" => words!(BodyType),
        "reason" => words!(Reason),
        "cause" => words!(Cause),
        "yes_no" => vec![json!({ "value": "yes", "label": "是" }), json!({ "value": "no", "label": "否" })],
        // What only the publisher sees is no state of the data.
        "verdict" => {
            let public = Verdict::ALL.iter().filter(|verdict| **verdict != Verdict::Review);
            public.map(|word| json!({ "value": word.id(), "label": word.label() })).collect()
        }
        _ => Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_closed_list_is_written_out() {
        for column in FILES.iter().flat_map(|file| file.columns).filter(|column| !column.list.is_empty()) {
            let words = categories(column.list);
            assert!(words.as_array().is_some_and(|words| !words.is_empty()), "{}", column.list);
        }
    }
}
