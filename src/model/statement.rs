//! Statements: the disclosed tables with a known meaning.

use super::vocabulary::vocabulary;

vocabulary! {
    /// One disclosed table with known meaning.
    Statement {
        IncomeSummary => "income_summary", "收支总表·收入";
        ExpenditureSummary => "expenditure_summary", "收支总表·支出";
        IncomeDetail => "income_detail", "收入表";
        ExpenditureDetail => "expenditure_detail", "支出表";
        FiscalIncomeSummary => "fiscal_income_summary", "财政拨款收支总表·收入";
        FiscalExpenditureSummary => "fiscal_expenditure_summary", "财政拨款收支总表·支出";
        GeneralByFunction => "general_by_function", "一般公共预算支出表（功能分类）";
        BasicByEconomic => "basic_by_economic", "基本支出表（经济分类）";
        GeneralByEconomic => "general_by_economic", "一般公共预算支出表（经济分类）";
        Project => "project", "项目支出表";
        ThreePublic => "three_public", "“三公”经费表";
        GovFund => "gov_fund", "政府性基金预算表";
        StateCapital => "state_capital", "国有资本经营预算表";
        FiscalAccount => "fiscal_account", "财政专户（非税）表";
        Transfer => "transfer", "上级专项转移支付表";
        Procurement => "procurement", "政府采购表";
        BudgetAdjustment => "budget_adjustment", "预算调整表";
        PerformanceProject => "performance_project", "绩效管理项目表";
        PerformanceTarget => "performance_target", "绩效目标表";
        SelfEvaluation => "self_evaluation", "项目支出绩效自评表";
        Scorecard => "scorecard", "部门整体支出绩效评分表";
        Narrative => "narrative", "文字说明";
    }
}
