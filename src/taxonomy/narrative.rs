//! The closed list of what figures in prose speak of. Part of the data contract: what none of these words names is
//! `other`, and a function class of the classification keeps its own code.

/// Codes with their Chinese labels.
pub const NARRATIVE_CODES: &[(&str, &str)] = &[
    ("total_income", "总收入"),
    ("year_income", "本年收入"),
    ("budget_income", "预算（决算）收入"),
    ("fiscal_income", "财政拨款收入"),
    ("general_public", "一般公共预算"),
    ("gov_fund", "政府性基金预算"),
    ("state_capital", "国有资本经营预算"),
    ("fiscal_account", "财政专户资金"),
    ("superior_subsidy", "上级补助收入"),
    ("business_income", "事业收入"),
    ("operating_income", "经营收入"),
    ("affiliated_income", "附属单位上缴收入"),
    ("other_income", "其他收入"),
    ("carryover_in", "年初结转和结余"),
    ("total_expenditure", "总支出"),
    ("year_expenditure", "本年支出"),
    ("budget_expenditure", "预算（决算）支出"),
    ("fiscal_expenditure", "财政拨款支出"),
    ("fiscal_appropriation", "财政拨款"),
    ("basic", "基本支出"),
    ("project", "项目支出"),
    ("personnel", "人员支出"),
    ("public", "公用支出"),
    ("daily_public", "日常公用经费"),
    ("wages", "工资福利支出"),
    ("goods", "商品和服务支出"),
    ("individual", "对个人和家庭的补助"),
    ("to_superior", "上缴上级支出"),
    ("operating", "经营支出"),
    ("to_affiliated", "对附属单位补助支出"),
    ("carryover_out", "年末结转和结余"),
    ("three_public", "“三公”经费"),
    ("outbound", "因公出国（境）费"),
    ("vehicle", "公务用车购置及运行维护费"),
    ("vehicle_purchase", "公务用车购置费"),
    ("vehicle_running", "公务用车运行维护费"),
    ("reception", "公务接待费"),
    ("meeting", "会议费"),
    ("training", "培训费"),
    ("running_cost", "机关运行经费"),
    ("procurement", "政府采购"),
    ("procurement_goods", "货物采购"),
    ("procurement_works", "工程采购"),
    ("procurement_services", "服务采购"),
    ("procurement_sme", "授予中小企业合同金额"),
    ("procurement_micro", "授予小微企业合同金额"),
    ("performance_funds", "绩效管理涉及资金"),
    ("assets", "资产"),
    ("liabilities", "负债"),
    ("net_assets", "净资产"),
    ("score", "自评得分"),
    ("execution", "预算执行"),
    ("posts", "编制"),
    ("staff", "实有人数"),
    ("hired", "编外人员"),
    ("retirees", "离退休人员"),
    ("units", "纳入范围的单位"),
    ("vehicles", "车辆"),
    ("vehicles_purchased", "购置车辆"),
    ("equipment", "设备"),
    ("floor_area", "房屋面积"),
    ("delegations", "出国（境）团组"),
    ("travellers", "出国（境）人次"),
    ("receptions", "接待批次"),
    ("guests", "接待人数"),
    ("function_class", "某一功能分类"),
    ("other", "其他"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_labels_stand_once() {
        for (at, (code, label)) in NARRATIVE_CODES.iter().enumerate() {
            assert!(code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{code}");
            let others = || NARRATIVE_CODES[at + 1..].iter();
            assert!(others().all(|(other, words)| other != code && words != label), "{code}");
        }
        assert!(
            NARRATIVE_CODES.iter().any(|(code, _)| *code == "other"),
            "what is not understood has a code too"
        );
    }
}
