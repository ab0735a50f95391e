//! Measures: what a column of a disclosed table counts.

use super::vocabulary::vocabulary;

vocabulary! {
    /// What a number counts. A row is a subject, a column is a measure.
    Measure {
        Total => "total", "合计";
        Basic => "basic", "基本支出";
        Project => "project", "项目支出";
        FiscalAppropriation => "fiscal_appropriation", "财政拨款";
        GeneralPublic => "general_public", "一般公共预算拨款";
        GeneralRegular => "general_regular", "一般性经费拨款";
        GeneralNontax => "general_nontax", "纳入一般公共预算管理的非税收入拨款";
        FiscalSpecial => "fiscal_special", "财政专项资金拨款";
        GovInvestment => "gov_investment", "政府投资项目拨款";
        RegularBasic => "regular_basic", "基本支出拨款";
        DutyProject => "duty_project", "履职类项目拨款";
        GovFund => "gov_fund", "政府性基金预算拨款";
        StateCapital => "state_capital", "国有资本经营预算拨款";
        FiscalAccount => "fiscal_account", "财政专户资金";
        Nontax => "nontax", "纳入预算管理的非税收入拨款";
        UnitFunds => "unit_funds", "单位资金";
        BusinessIncome => "business_income", "事业收入";
        OperatingIncome => "operating_income", "经营收入";
        SuperiorSubsidy => "superior_subsidy", "上级补助收入";
        AffiliatedIncome => "affiliated_income", "附属单位上缴收入";
        OtherIncome => "other_income", "其他收入";
        DonationIncome => "donation_income", "捐赠收入";
        EducationFees => "education_fees", "教育收费";
        OtherFunds => "other_funds", "其他资金";
        FundBalanceUsed => "fund_balance_used", "使用非财政拨款结余（事业基金弥补差额）";
        NonFiscal => "non_fiscal", "非财政拨款";
        Income => "income", "本年收入";
        CarryoverIn => "carryover_in", "上年结转和结余";
        CarryoverOut => "carryover_out", "结转下年（年末结转和结余）";
        SurplusDistribution => "surplus_distribution", "结余分配";
        Operating => "operating", "经营支出";
        ToSuperior => "to_superior", "上缴上级支出";
        ToAffiliated => "to_affiliated", "对附属单位补助支出";
        Personnel => "personnel", "人员经费";
        Public => "public", "公用经费";
        Procurement => "procurement", "政府采购";
        Sme => "sme", "面向中小企业采购";
        Micro => "micro", "面向小微企业采购";
        Goods => "goods", "货物";
        Works => "works", "工程";
        Services => "services", "服务";
        ActualQuota => "actual_quota", "实际指标";
        AnnualQuota => "annual_quota", "一年采购指标";
        BasicWages => "basic_wages", "基本支出·工资福利支出";
        BasicGoods => "basic_goods", "基本支出·商品和服务支出";
        BasicIndividual => "basic_individual", "基本支出·对个人和家庭的补助";
        BasicCapital => "basic_capital", "基本支出·资本性支出";
        BasicOther => "basic_other", "基本支出·其他支出";
        ProjectWages => "project_wages", "项目支出·工资福利支出";
        ProjectGoods => "project_goods", "项目支出·商品和服务支出";
        ProjectIndividual => "project_individual", "项目支出·对个人和家庭的补助";
        ProjectEnterprise => "project_enterprise", "项目支出·对企事业单位的补贴";
        ProjectInterest => "project_interest", "项目支出·债务利息支出";
        ProjectCapital => "project_capital", "项目支出·资本性支出";
        ProjectSocialSecurity => "project_social_security", "项目支出·对社会保障基金补助";
        ProjectOther => "project_other", "项目支出·其他支出";
        ProjectConstruction => "project_construction", "项目支出·基本建设资金支出";
        LifetimeTotal => "lifetime_total", "项目全周期·合计";
        LifetimeFiscalAppropriation => "lifetime_fiscal_appropriation", "项目全周期·财政资金";
        LifetimeOtherFunds => "lifetime_other_funds", "项目全周期·其他资金";
        Reserve => "reserve", "预留机动经费";
        Month => "month", "本月";
        Quarter => "quarter", "本季度";
        Cumulative => "cumulative", "本年累计";
        ChangeAmount => "change_amount", "增减额";
        ChangePct => "change_pct", "增减率";
        Share => "share", "占比";
        ExecutionRate => "execution_rate", "执行率";
        Weight => "weight", "分值";
        Score => "score", "得分";
        Count => "count", "数量";
        UnitPrice => "unit_price", "单价";
    }
}
