//! The schema of the data files: one list of columns per file, from which header, rows and `datapackage.json` follow.

/// The type of a column, in the words of Table Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    /// Text. Escaped where a spreadsheet would run it as a formula.
    Text,
    /// An exact decimal.
    Number,
    /// A whole number.
    Integer,
}

impl Type {
    pub(crate) fn id(self) -> &'static str {
        match self {
            Type::Text => "string",
            Type::Number => "number",
            Type::Integer => "integer",
        }
    }
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// Its name.
    pub(crate) name: &'static str,
    /// Its type.
    pub(crate) kind: Type,
    /// A few Chinese words.
    pub(crate) title: &'static str,
    /// Fiscal Data Package column type; empty where there is none.
    pub(crate) column_type: &'static str,
    /// Name of the closed list that its values come from; empty where it is open.
    pub(crate) list: &'static str,
    /// Whether every row has a value.
    pub(crate) required: bool,
}

/// A data file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct File {
    /// Stem of the file.
    pub(crate) name: &'static str,
    /// A few Chinese words.
    pub(crate) title: &'static str,
    /// What a row is.
    pub(crate) description: &'static str,
    /// Columns that tell rows apart; empty where there are none.
    pub(crate) key: &'static [&'static str],
    /// Columns in order.
    pub(crate) columns: &'static [Column],
}

const fn text(name: &'static str, title: &'static str) -> Column {
    Column { name, kind: Type::Text, title, column_type: "", list: "", required: false }
}

const fn number(name: &'static str, title: &'static str) -> Column {
    Column { name, kind: Type::Number, title, column_type: "", list: "", required: false }
}

const fn integer(name: &'static str, title: &'static str) -> Column {
    Column { name, kind: Type::Integer, title, column_type: "", list: "", required: false }
}

const fn of(column: Column, list: &'static str) -> Column {
    Column { list, ..column }
}

/// A column that no row leaves empty.
const fn every(column: Column) -> Column {
    Column { required: true, ..column }
}

const fn typed(column: Column, column_type: &'static str) -> Column {
    Column { column_type, ..column }
}

/// The file of figures, which comes first.
pub(crate) const FACTS: &File = &FILES[0];

/// All data files.
pub(crate) const FILES: &[File] = &[
    File {
        name: "facts",
        title: "全部数字",
        description: "每行一个数字：谁、哪一年、哪个阶段、哪张表、什么科目、多少、原文在哪一行。",
        key: &["id"],
        columns: &[
            every(typed(text("id", "编号（由含义得出，不随文件、行号、金额变化）"), "budget-line-id")),
            every(text("document", "文件（相对 content 文件夹的路径）")),
            typed(
                text("department", "部门编号；所属部门未知的为空，不计入"),
                "administrative-classification:generic:level1:code",
            ),
            typed(text("entity", "原文印出的单位名称"), "administrative-classification:generic:level2:label"),
            of(text("scope", "口径"), "scope"),
            typed(integer("fiscal_year", "财政年度"), "date:fiscal-year"),
            of(typed(text("phase", "阶段"), "phase:id"), "phase"),
            of(text("statement", "报表"), "statement"),
            text("table", "原文表题"),
            of(text("measure", "指标"), "measure"),
            of(text("base", "比较基数"), "base"),
            of(typed(text("fund", "资金"), "fin-source:generic:level1:code"), "fund"),
            of(text("scheme", "分类"), "scheme"),
            text("code", "科目编码或代号"),
            of(text("code_source", "编码来源"), "code_source"),
            text("name", "科目名称"),
            text("parent", "上级科目编码或名称路径"),
            typed(number("amount", "数额（原文数字）"), "value"),
            of(text("unit", "单位"), "unit"),
            number("amount_wan", "折合万元（精确）"),
            text("locator", "原文位置"),
            text("quote", "原文"),
            every(of(text("status", "来历"), "status")),
            every(of(text("counts", "是否计入合计与图表"), "yes_no")),
            text("derived_from", "推算所用数字的编号，分号分隔"),
            text("findings", "涉及的核对编号，分号分隔"),
        ],
    },
    File {
        name: "indicators",
        title: "绩效指标",
        description: "每行对应绩效表中印出的一行：指标、目标值、完成值、分值、得分。",
        key: &[],
        columns: &[
            every(text("document", "文件")),
            text("department", "部门编号"),
            integer("fiscal_year", "财政年度"),
            every(of(text("row_kind", "行的性质"), "row_kind")),
            text("project", "项目名称"),
            text("project_code", "项目编码（原文）"),
            text("level1", "一级指标"),
            text("level2", "二级指标"),
            text("level3", "三级指标"),
            text("target", "目标值（原文）"),
            text("actual", "完成值（原文）"),
            number("weight", "分值"),
            number("score", "得分"),
            text("note", "偏差原因与说明（原文）"),
            text("locator", "原文位置"),
        ],
    },
    File {
        name: "projects",
        title: "自评项目",
        description: "每行一个开展绩效自评的项目，金额为万元。",
        key: &[],
        columns: &[
            text("department", "部门编号"),
            integer("fiscal_year", "财政年度"),
            typed(text("project", "项目名称"), "activity:generic:project:label"),
            typed(text("project_code", "项目编码（原文）"), "activity:generic:project:code"),
            every(text("document", "文件")),
            number("budget", "年初预算数（万元）"),
            number("adjusted", "全年预算数（万元）"),
            number("final", "全年执行数（万元）"),
            number("rate", "执行率（%）"),
            number("score", "自评总分"),
            of(text("grade", "等级"), "grade"),
            of(text("grade_status", "等级来历"), "status"),
            text("locator", "原文位置"),
        ],
    },
    File {
        name: "documents",
        title: "文件",
        description: "每行一份公开文件。",
        key: &["document"],
        columns: &[
            every(text("document", "文件")),
            every(text("id", "文件编号")),
            text("department", "部门编号"),
            integer("fiscal_year", "财政年度"),
            text("kinds", "种类，分号分隔"),
            of(text("scope", "口径"), "scope"),
            of(text("edition", "版本"), "edition"),
            text("title", "标题"),
            text("division", "行政区划代码"),
            text("format", "格式"),
            every(integer("bytes", "字节数")),
            every(text("sha256", "SHA-256")),
            every(integer("facts", "识别出的数字")),
            every(integer("unreadable", "无法识别的数字")),
            integer("items_found", "应有的内容中找到的项数"),
            integer("items_due", "应有的内容的项数"),
            text("source_url", "原文网址"),
            text("published_on", "发布日期"),
        ],
    },
    File {
        name: "statements",
        title: "报表",
        description: "每行一张报表在一份文件中的状态。",
        key: &[],
        columns: &[
            every(text("document", "文件")),
            every(of(text("statement", "报表"), "statement")),
            text("table", "原文表题"),
            text("locator", "原文位置"),
            every(of(text("state", "状态"), "table_state")),
            integer("facts", "数字个数"),
        ],
    },
    File {
        name: "departments",
        title: "部门",
        description: "每行一个部门、单位，或一个地区的汇总。",
        key: &["id"],
        columns: &[
            every(text("id", "部门编号")),
            every(text("name", "现用名称")),
            text("names", "全部名称及使用年份，分号分隔"),
            every(of(text("type", "部门、单位或全地区汇总"), "body_type")),
            text("division", "行政区划代码（GB/T 2260）"),
            text("division_name", "行政区划"),
            text("parent", "上级部门编号"),
        ],
    },
    File {
        name: "findings",
        title: "核对结果（通过的除外）",
        description: "每行一处没有完全相等的核对：尾差、待核对、资料不足。一边是一个印出的数的，按它自己的单位；是几个数之和的，金额按万元；差额和尾差按万元（不是金额的按原单位）。没有数的一边，数值一栏为空，原文见引文。",
        key: &["id"],
        columns: &[
            text("id", "编号"),
            text("rule", "规则"),
            of(text("severity", "轻重"), "severity"),
            of(text("state", "结果"), "verdict"),
            text("department", "部门编号"),
            integer("fiscal_year", "财政年度"),
            every(text("document", "文件")),
            text("message", "核对的是什么"),
            number("left", "左边的数"),
            of(text("left_unit", "左边的单位"), "unit"),
            text("left_quote", "左边的原文"),
            text("left_locator", "左边的位置"),
            number("right", "右边的数"),
            of(text("right_unit", "右边的单位"), "unit"),
            text("right_quote", "右边的原文"),
            text("right_locator", "右边的位置"),
            number("difference", "差额"),
            number("tolerance", "四舍五入允许的差"),
            text("places", "由同一个数引起的其他各处：规则和位置，分号分隔"),
            text("facts", "涉及的数字编号，分号分隔"),
        ],
    },
    File {
        name: "checks",
        title: "核对次数",
        description: "每行一份文件的一条规则：应核对多少处，结果各多少。",
        key: &["document", "rule"],
        columns: &[
            every(text("document", "文件")),
            text("rule", "规则"),
            integer("due", "应核对"),
            integer("passed", "一致"),
            integer("rounding", "尾差"),
            integer("mismatch", "待核对"),
            integer("insufficient", "资料不足"),
        ],
    },
    File {
        name: "changes",
        title: "改动记录",
        description: "每行一个已发布后改变的数字，或一份新收录、不再收录的文件；date 为空的还没有发布。",
        key: &[],
        columns: &[
            text("date", "发布日期"),
            every(of(text("cause", "原因"), "cause")),
            text("fact", "事实编号"),
            text("department", "部门"),
            integer("fiscal_year", "财政年度"),
            every(text("document", "文件")),
            text("table", "原文表题"),
            text("name", "名称"),
            number("before", "改动前"),
            number("after", "改动后"),
            of(text("unit", "单位"), "unit"),
            text("note", "说明"),
        ],
    },
    File {
        name: "corrections",
        title: "更正",
        description: "每行一处更正：位置、原文印作多少、更正为多少、理由。",
        key: &["fact"],
        columns: &[
            text("fact", "事实编号"),
            every(text("document", "文件")),
            text("department", "部门"),
            integer("fiscal_year", "财政年度"),
            text("locator", "位置"),
            text("printed", "原文"),
            text("corrected", "更正为"),
            of(text("unit", "单位"), "unit"),
            text("reason", "理由"),
            text("by", "由谁更正"),
            text("date", "日期"),
        ],
    },
    File {
        name: "unreadable",
        title: "无法识别的数字",
        description: "每行一个印出了、但不能确定含义的数字，及其原因。",
        key: &[],
        columns: &[
            every(text("document", "文件")),
            of(text("statement", "报表"), "statement"),
            text("table", "原文表题"),
            every(text("locator", "原文位置")),
            text("quote", "原文"),
            every(of(text("reason", "原因"), "reason")),
        ],
    },
];
