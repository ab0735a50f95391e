//! Privacy: invented personal data in every format and every way that forms have for it. Nothing of it may leave the program:
//! no page, no data file, no copy of an original, no output of a command; and no figure may go with it.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use crate::common::pdf;
use crate::synthetic::seeded::Seeded;
use mingzhang::source::{Sidecar, Source};

impl Seeded {
    fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + self.below(10) as u8)).collect()
    }
}

const FAMILIES: &[&str] =
    &["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "欧阳", "司马", "诸葛", "余", "邹", "覃"];

/// Characters that nothing else on a site has.
const GIVEN: &[char] = &[
    '翀', '犇', '赟', '昶', '旻', '玥', '珺', '瑀', '钰', '焱', '琰', '煊', '熠', '曦', '皓', '瑾', '璟',
    '淼', '澍', '霏', '颢', '馥', '骁', '骞', '鹮', '黻', '祎', '禛', '婳', '彧',
];

/// People and numbers that nobody has, each made once.
struct People {
    random: Seeded,
    made: BTreeSet<String>,
}

impl People {
    fn new(seed: u64) -> Self {
        Self { random: Seeded(seed), made: BTreeSet::new() }
    }

    fn once(&mut self, make: impl Fn(&mut Seeded) -> String) -> String {
        loop {
            let text = make(&mut self.random);
            if self.made.insert(text.clone()) {
                return text;
            }
        }
    }

    fn name(&mut self) -> String {
        self.once(|random| {
            let mut name = (*random.pick(FAMILIES)).to_owned();
            (0..=random.below(2)).for_each(|_| name.push(*random.pick(GIVEN)));
            name
        })
    }

    fn spaced(&mut self) -> String {
        self.once(|random| format!("{}　{}", random.pick(FAMILIES), random.pick(GIVEN)))
    }

    fn mobile(&mut self) -> String {
        self.once(|random| {
            let [a, b, c] = [random.digits(1), random.digits(4), random.digits(4)];
            let second = random.pick(&["3", "5", "7", "8", "9"]);
            match random.below(4) {
                0 => format!("1{second}{a}{b}{c}"),
                1 => format!("1{second}{a} {b} {c}"),
                2 => format!("1{second}{a}-{b}-{c}"),
                _ => format!("+86 1{second}{a}{b}{c}"),
            }
        })
    }

    fn landline(&mut self) -> String {
        self.once(|random| {
            let area = random.pick(&["010", "0755", "0731", "021", "0898"]);
            let (first, b, c) = (random.pick(&["2", "5", "6", "8"]), random.digits(3), random.digits(4));
            match random.below(4) {
                0 => format!("{area}-{first}{b}{c}"),
                1 => format!("（{area}）{first}{b}{c}"),
                2 => format!("{area} {first}{b} {c}"),
                _ => format!("{area}-{first}{b}{c}转{}", random.below(90) + 10),
            }
        })
    }

    fn local(&mut self) -> String {
        self.once(|random| format!("{}{}", random.pick(&["2", "5", "6", "8"]), random.digits(7)))
    }

    fn identity(&mut self) -> String {
        const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        self.once(|random| {
            let (year, month, day) = (1950 + random.below(55), 1 + random.below(12), 1 + random.below(28));
            let area = random.pick(&["110105", "440301", "430204", "310101"]);
            let own = format!("{area}{year}{month:02}{day:02}{}", random.digits(3));
            let sum: u32 =
                own.bytes().zip(WEIGHTS).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum();
            format!("{own}{}", b"10X98765432"[(sum % 11) as usize] as char)
        })
    }

    fn card(&mut self) -> String {
        self.once(|random| {
            let own = format!("622202{}", random.digits(12));
            let valid = |last: usize| {
                let digits = format!("{own}{last}");
                let sum: usize = digits
                    .bytes()
                    .rev()
                    .enumerate()
                    .map(|(at, byte)| usize::from(byte - b'0') * (1 + at % 2))
                    .map(|value| if value > 9 { value - 9 } else { value })
                    .sum();
                sum.is_multiple_of(10)
            };
            let card = format!("{own}{}", (0..10).find(|last| valid(*last)).expect("one is right"));
            if random.below(2) == 0 {
                return card;
            }
            let bytes: Vec<char> = card.chars().collect();
            bytes.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
        })
    }

    fn mail(&mut self) -> String {
        self.once(|random| format!("zz{}@mail{}.example.cn", random.digits(6), random.below(9)))
    }

    fn messenger(&mut self) -> String {
        self.once(|random| format!("wxid_{}q", random.digits(8)))
    }

    fn qq(&mut self) -> String {
        self.once(|random| format!("{}{}", random.pick(&["5", "7", "9"]), random.digits(8)))
    }
}

/// Labels that need no colon, and labels that do.
const STRONG: &[&str] = &[
    "项目负责人",
    "单位负责人",
    "联系人",
    "法定代表人",
    "复核人",
    "编制人",
    "填写人",
    "填报人",
    "经手人",
    "评价人",
    "联络员",
    "分管领导",
    "负责人",
    "经办人",
    "审核人",
    "制表人",
    "填表人",
    "项目联系人",
    "财务负责人",
    "责任人",
    "承办人",
];
const WEAK: &[&str] =
    &["成员", "组长", "副组长", "制表", "复核", "审核", "会计", "出纳", "评价组成员", "专家"];

/// Lines and rows with personal data. A row has tabs.
fn told(people: &mut People) -> Vec<String> {
    let mut lines = Vec::new();
    for label in STRONG {
        lines.push(format!("{label}：{}", people.name()));
        lines.push(format!("{label}（签字）： {}", people.spaced()));
        lines.push(format!("{label} {} 电话 {}", people.name(), people.local()));
        lines.push(format!("{label}{}，联系电话{}。", people.name(), people.local()));
        lines.push(format!("{label}：{}、{}", people.name(), people.name()));
    }
    for label in WEAK {
        lines.push(format!("{label}：{} {}", people.name(), people.name()));
        lines.push(format!("{label}：{}（财政局）、{}（审计局）", people.name(), people.name()));
    }
    for _ in 0..6 {
        lines.push(format!("咨询请拨打{}或{}。", people.mobile(), people.landline()));
        lines.push(format!("传真：{} 电子邮箱：{}", people.landline(), people.mail()));
        lines.push(format!("办公电话 {}、{}", people.local(), people.local()));
        lines.push(format!("身份证号：{} 账号 {}", people.identity(), people.card()));
        lines.push(format!("有关人员证件{}，来信请寄{}。", people.identity(), people.mail()));
        lines.push(format!("QQ：{} 微信号：{}", people.qq(), people.messenger()));
        lines.push(format!("补贴发至{}。", people.card()));
    }
    lines
}

/// Rows of two tables: a list with headers, and a form.
fn listed(people: &mut People) -> [Vec<Vec<String>>; 2] {
    let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<String>>();
    let mut list = vec![row(&["序号", "姓名", "工作单位", "联系电话", "身份证号", "银行账号"])];
    for at in 1..=8 {
        let phone = if at % 2 == 0 { people.local() } else { people.mobile() };
        let cells = [at.to_string(), people.name(), "财政局".into(), phone, people.identity(), people.card()];
        list.push(cells.to_vec());
    }
    let mut form = Vec::new();
    for label in ["项目负责人", "联系人", "填报人", "评价组成员"] {
        form.push(vec![label.into(), people.name(), "联系电话".into(), people.local()]);
        form.push(vec![label.into(), people.name(), people.name(), people.name()]);
    }
    [list, form]
}

const TITLE: &str = "2024年青溪市南岸区档案馆部门预算";

/// Figures that look like what is withheld, of mobile and of office telephones: they must all stay.
fn figures() -> Vec<Vec<String>> {
    let (mobile, office, project) = (138 * 10_u64.pow(8), 82_661_234, 12_345_678);
    let row = |code: &str, name: &str, (basic, project): (u64, u64)| {
        let amounts = [basic + project, basic, project].map(|amount| amount.to_string());
        [code, name].map(str::to_owned).into_iter().chain(amounts).collect()
    };
    vec![
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"].map(str::to_owned).to_vec(),
        row("201", "一般公共服务支出", (mobile, project)),
        row("20126", "档案事务", (mobile, project)),
        row("221", "住房保障支出", (office, 0)),
        row("", "合计", (mobile + office, project)),
    ]
}

/// The parts of a document: lines, then tables.
pub(crate) struct Parts {
    lines: Vec<String>,
    tables: Vec<Vec<Vec<String>>>,
}

impl Parts {
    pub(crate) fn new(told: &[String], listed: &[Vec<Vec<String>>]) -> Self {
        let own = figures();
        let total = own[own.len() - 1][2].clone();
        let lines = ["", "一般公共预算支出表", "单位：元"].map(str::to_owned).to_vec();
        let mut tables = vec![own];
        tables.extend(listed.iter().cloned());
        let mut all = vec![TITLE.to_owned(), format!("本部门预算支出{total}.00元。")];
        all.extend(told.iter().cloned());
        all.extend(lines);
        Self { lines: all, tables }
    }

    fn text(&self) -> String {
        let mut out = self.lines.join("\n") + "\n";
        for table in &self.tables {
            table.iter().for_each(|row| out += &(row.join("\t") + "\n"));
            out.push_str("\n\n说明\n\n");
        }
        out
    }

    fn html(&self) -> String {
        let mut out = String::from("<html><meta charset=utf-8><body>");
        self.lines.iter().for_each(|line| _ = write!(out, "<p>{line}</p>"));
        for table in &self.tables {
            out.push_str("<table>");
            for row in table {
                _ = write!(out, "<tr><td>{}</td></tr>", row.join("</td><td>"));
            }
            out.push_str("</table><p>说明</p>");
        }
        out + "</body></html>"
    }

    fn csv(&self) -> String {
        let mut out = String::new();
        self.lines.iter().for_each(|line| _ = writeln!(out, "{line}"));
        for table in &self.tables {
            table.iter().for_each(|row| _ = writeln!(out, "{}", row.join(",")));
        }
        out
    }

    fn docx(&self) -> Vec<u8> {
        let paragraph =
            |text: &str| format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>");
        let mut body = String::new();
        self.lines.iter().for_each(|line| body += &paragraph(line));
        for table in &self.tables {
            body.push_str("<w:tbl>");
            for row in table {
                let cells = row.iter().map(|cell| format!("<w:tc>{}</w:tc>", paragraph(cell)));
                _ = write!(body, "<w:tr>{}</w:tr>", cells.collect::<String>());
            }
            body.push_str("</w:tbl>");
            body += &paragraph("说明");
        }
        zip(&[(
            "word/document.xml",
            format!(
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
            ),
        )])
    }

    fn xlsx(&self) -> Vec<u8> {
        let mut rows = String::new();
        let cell =
            |text: &str| format!("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>");
        for line in &self.lines {
            _ = write!(rows, "<row>{}</row>", cell(line));
        }
        for row in self.tables.iter().flatten() {
            _ = write!(rows, "<row>{}</row>", row.iter().map(|text| cell(text)).collect::<String>());
        }
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        zip(&[
            (
                "xl/workbook.xml",
                format!(
                    "<workbook xmlns:r=\"{office}\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                format!(
                    "<Relationships><Relationship Id=\"rId1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
                ),
            ),
            ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
        ])
    }

    fn pdf(&self) -> Vec<u8> {
        let mut out = pdf::Pdf::default();
        for lines in self.lines.chunks(40) {
            out.page();
            for (line, at) in lines.iter().zip(0..) {
                out.text(60, 60 + 18 * at, 10, line);
            }
        }
        for table in &self.tables {
            out.page();
            let rows: Vec<Vec<&str>> =
                table.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
            let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
            out.table((30, 100), &[60, 90, 100, 90, 110, 120][..rows[0].len()], &rows);
        }
        out.bytes()
    }

    /// The document in every format.
    pub(crate) fn files(&self) -> [(&'static str, Vec<u8>); 6] {
        [
            ("txt", self.text().into_bytes()),
            ("html", self.html().into_bytes()),
            ("csv", self.csv().into_bytes()),
            ("docx", self.docx()),
            ("xlsx", self.xlsx()),
            ("pdf", self.pdf()),
        ]
    }
}

fn zip(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("written");
    }
    writer.finish().expect("whole").into_inner()
}

/// All that stands in a folder, by path.
pub(crate) fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| (entry.path().display().to_string(), std::fs::read(entry.path()).expect("readable")))
        .collect()
}

/// What of the texts stands in a file, whatever spaces are in it.
pub(crate) fn leaks<'t>(bytes: &[u8], texts: &'t BTreeSet<String>) -> Vec<&'t str> {
    let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let file = squeeze(&String::from_utf8_lossy(bytes));
    texts.iter().map(String::as_str).filter(|text| file.contains(&squeeze(text))).collect()
}

#[test]
fn nothing_personal_leaves_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir_all(at("content")).expect("made");
    std::fs::write(at("mingzhang.toml"), "[site]\noriginals = true\n").expect("written");
    let mut all = BTreeSet::new();
    for seed in 0..6 {
        let mut people = People::new(2_024_000 + seed);
        let told = told(&mut people);
        let listed = listed(&mut people);
        let (ending, bytes) = Parts::new(&told, &listed).files().into_iter().nth(seed as usize).expect("one");
        // One body for each, so that none counts once.
        std::fs::write(at(&format!("content/第{seed}区.{ending}")), bytes).expect("written");
        all.extend(people.made);
    }
    assert!(all.len() >= 300, "{} texts", all.len());
    let mut said = Vec::new();
    let mut run = |arguments: &[&str]| {
        let output = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("mingzhang"))
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .expect("it runs");
        said.push((arguments.join(" "), [output.stdout, output.stderr].concat()));
        output.status.code()
    };
    assert_eq!(run(&["build", "--publish", "--date", "2026-01-01"]), Some(0));
    run(&["check"]);
    run(&["review"]);
    for (file, nth) in tree(&at("content")).into_iter().map(|(file, _)| file).zip(0..) {
        let report = format!("report-{nth}.html");
        let arguments = ["inspect", &file, "--facts", "--indicators", "--tables", "--html", &report];
        assert_eq!(run(&arguments), Some(0), "{file}");
        assert_eq!(run(&["inspect", &file, "--format", "json"]), Some(0), "{file}");
    }
    assert!(tree(&at("public")).len() > 100, "a whole site was searched");
    let mut wrong = Vec::new();
    for (path, bytes) in tree(folder.path()).into_iter().chain(said) {
        if !path.contains("/content/") {
            wrong.extend(leaks(&bytes, &all).into_iter().map(|text| format!("{text} in {path}")));
        }
    }
    let texts: BTreeSet<&str> = wrong.iter().filter_map(|one| one.split(" in ").next()).collect();
    let told: Vec<&String> = wrong.iter().take(60).collect();
    assert!(wrong.is_empty(), "{} of {} texts: {told:#?}", texts.len(), all.len());
}

#[test]
fn records_hold_nothing_personal_and_no_figure_is_lost() {
    let mut seen = 0;
    for seed in 0..3 {
        let mut people = People::new(77 + seed);
        let told = told(&mut people);
        let listed = listed(&mut people);
        let bare = Parts::new(&[], &[]).files();
        for ((ending, bytes), (_, without)) in Parts::new(&told, &listed).files().into_iter().zip(bare) {
            let record = |bytes: Vec<u8>| {
                let source = Source {
                    path: format!("a.{ending}").into(),
                    extension: ending.to_owned(),
                    sha256: format!("{:064x}", bytes.len()),
                    bytes,
                    trouble: None,
                    sidecar: Sidecar::default(),
                    companions: Default::default(),
                };
                let read = mingzhang::read::read(&source, &Default::default());
                mingzhang::pipeline::record(&source, read, &Default::default())
            };
            let (own, bare) = (record(bytes), record(without));
            let left = leaks(&own.to_bytes().expect("bytes"), &people.made);
            let own_lines =
                own.document.source.iter().filter(|line| !leaks(line.as_bytes(), &people.made).is_empty());
            let lines: Vec<&String> = own_lines.take(20).collect();
            assert!(
                left.is_empty(),
                "{ending} {seed}: {} of {}: {left:?} {lines:#?}",
                left.len(),
                people.made.len()
            );
            let held: u32 = own.document.withheld.iter().map(|one| one.count).sum();
            // On a page, names with a narrow space between them are covered as one.
            let joined = if ending == "pdf" { WEAK.len() } else { 0 };
            assert!(held as usize + joined >= people.made.len(), "{ending}: {held} of {}", people.made.len());
            let figures = |record: &mingzhang::model::Record| -> BTreeSet<String> {
                let facts = record.disclosure.facts.iter();
                facts
                    .map(|fact| format!("{} {} {}", fact.subject.code, fact.subject.name, fact.amount.value))
                    .collect()
            };
            assert!(figures(&bare).len() >= 9, "{ending}: {:?}", figures(&bare));
            assert_eq!(figures(&own), figures(&bare), "{ending} {seed}");
            seen += people.made.len();
        }
    }
    assert!(seen > 3_000, "{seen}");
}
