//! Names of people: what looks like one, and what only stands where one could.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::labels;

/// Family names, of one character and of two.
struct Surnames {
    single: BTreeSet<char>,
    double: BTreeSet<String>,
}

static SURNAMES: LazyLock<Surnames> = LazyLock::new(|| {
    let words = || include_str!("surnames.txt").split_whitespace();
    let double = words().filter(|word| word.chars().count() == 2).map(str::to_owned).collect();
    let single = words().filter(|word| word.chars().count() > 2).flat_map(str::chars).collect();
    Surnames { single, double }
});

/// Words that no name of a person holds: labels, headers and what forms say in place of a name.
const WORDS: &[&str] = &[
    "单位",
    "部门",
    "项目",
    "金额",
    "预算",
    "决算",
    "资金",
    "绩效",
    "名称",
    "电话",
    "手机",
    "传真",
    "日期",
    "时间",
    "签字",
    "签章",
    "盖章",
    "公章",
    "签名",
    "职务",
    "职称",
    "备注",
    "合计",
    "总计",
    "小计",
    "情况",
    "编号",
    "代码",
    "编码",
    "联系",
    "地址",
    "邮编",
    "邮箱",
    "年度",
    "完成",
    "得分",
    "分值",
    "指标",
    "评价",
    "评分",
    "人员",
    "机构",
    "小组",
    "领导",
    "负责",
    "主管",
    "万元",
    "说明",
    "意见",
    "结果",
    "目标",
    "同上",
    "暂无",
    "不适用",
    "性别",
    "年龄",
    "学历",
    "专业",
    "级别",
    "类别",
    "类型",
    "数量",
    "序号",
    "方式",
    "内容",
    "依据",
    "标准",
    "管理",
    "工作",
    "组织",
    "实施",
    "公开",
    "信息",
    "要求",
    "支出",
    "收入",
    "经费",
    "执行",
    "财务",
    "会计",
    "审核",
    "复核",
    "组长",
    "成员",
    "专家",
    "主任",
    "局长",
    "科长",
    "处长",
    "书记",
    "开户",
    "账号",
    "账户",
    "身份",
    "证件",
    "微信",
    "日常",
    "费用",
    "比例",
    "来源",
    "其他",
    "其中",
    "一般",
    "服务",
    "隐去",
];

/// How names of offices and places end.
const OFFICES: &[&str] = &[
    "局", "委", "办", "处", "科", "室", "部", "厅", "院", "所", "站", "校", "镇", "乡", "村", "市", "县",
    "区", "省", "队", "中心", "公司", "街道", "政府", "社区", "协会", "银行",
];

/// How words end that stand in place of a name, and no name does that is not known by its family name.
const ENDINGS: &[&str] = &[
    "分", "元", "人", "年", "月", "日", "数", "额", "率", "项", "表", "栏", "等", "的", "章", "无", "略",
    "者",
];

/// Family names that are common words too: without a colon or a space before them they are those words.
const ALSO_WORDS: &[char] = &[
    '和', '应', '于', '方', '时', '成', '单', '全', '经', '项', '安', '易', '明', '常', '解', '向', '曾',
    '从', '都', '有', '后', '文', '空', '能', '通', '平', '相', '查', '计', '别', '要', '由', '国', '农',
    '宣', '管', '双', '步', '越', '满', '过', '主', '利', '习', '万', '年', '分', '须', '达', '原', '占',
    '果', '支', '费', '职', '金', '水', '党', '公', '干', '车', '益', '令', '强', '在',
];

/// What stands behind a name to honour its bearer.
const TITLES: &[&str] = &[
    "副局长",
    "局长",
    "副主任",
    "主任",
    "副科长",
    "科长",
    "副处长",
    "处长",
    "书记",
    "同志",
    "老师",
    "先生",
    "女士",
    "教授",
    "工程师",
    "会计师",
    "经理",
    "院长",
    "校长",
];

pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}' | '〇')
}

fn is_dot(c: char) -> bool {
    matches!(c, '·' | '•' | '・' | '‧')
}

/// A name without the title behind it.
pub(super) fn untitled(text: &str) -> &str {
    TITLES.iter().find_map(|title| text.strip_suffix(title)).filter(|rest| !rest.is_empty()).unwrap_or(text)
}

/// Whether a text is a word of forms, so that it names nobody.
pub(super) fn is_word(text: &str) -> bool {
    labels::of_cell(text).is_some() || WORDS.iter().any(|word| text.contains(word))
}

pub(super) fn is_office(text: &str) -> bool {
    OFFICES.iter().any(|ending| text.ends_with(ending))
}

/// Whether a text has a family name and is as long as a name: 张三, 欧阳小明, 买买提·艾力.
pub(super) fn is_name(text: &str) -> bool {
    if is_word(text) {
        return false;
    }
    if text.chars().any(is_dot) {
        let parts: Vec<&str> = text.split(is_dot).collect();
        return parts.iter().all(|part| part.chars().count() >= 2 && part.chars().all(is_han))
            && text.chars().count() <= 16;
    }
    let chars: Vec<char> = text.chars().collect();
    let double = || SURNAMES.double.contains(&chars[..2].iter().collect::<String>());
    chars.iter().all(|c| is_han(*c))
        && match chars.len() {
            2 => SURNAMES.single.contains(&chars[0]),
            3 => SURNAMES.single.contains(&chars[0]) || double(),
            4 => double(),
            _ => false,
        }
}

/// Whether a text is some names with nothing between them, as narrow spaces of a page leave them.
pub(super) fn are_names(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    if !(4..=24).contains(&chars.len())
        || is_word(text)
        || is_office(text)
        || !chars.iter().all(|c| is_han(*c))
    {
        return false;
    }
    // Whether the text up to each place is names.
    let mut whole = vec![false; chars.len() + 1];
    whole[0] = true;
    for end in 2..=chars.len() {
        whole[end] = (2..=4.min(end))
            .any(|count| whole[end - count] && is_name(&chars[end - count..end].iter().collect::<String>()));
    }
    whole[chars.len()]
}

/// Whether a text may be a name where a name is due.
pub(super) fn may_be_name(text: &str) -> bool {
    let count = text.chars().count();
    is_name(text)
        || (2..=4).contains(&count)
            && text.chars().all(is_han)
            && !is_word(text)
            && !is_office(text)
            && !text.chars().all(|c| "〇零一二三四五六七八九十百千万".contains(c))
            && !ENDINGS.iter().any(|ending| text.ends_with(ending))
}

/// Whether a name in Latin letters may stand here.
pub(super) fn may_be_latin(text: &str) -> bool {
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    letters >= 4
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '\'' | '.'))
}

/// Whether a text is a name so surely that the words before it need not be held apart from it.
pub(super) fn is_plain_name(text: &str) -> bool {
    is_name(text) && !is_office(text) && !text.starts_with(ALSO_WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_words() {
        for name in ["张三", "王小明", "欧阳某某", "司马懿", "买买提·艾力", "某甲乙"] {
            assert!(is_name(name), "{name}");
        }
        for word in ["项目名称", "成员单位", "负责人", "签字盖章", "预算数", "二〇二四"]
        {
            assert!(!is_name(word) && !may_be_name(word), "{word}");
        }
        assert!(!is_plain_name("应急") && !is_plain_name("文化局") && is_plain_name("王小明"));
        assert_eq!(untitled("王小明局长"), "王小明");
        assert!(may_be_name("古丽扎尔") && !may_be_name("财政局"));
    }
}
