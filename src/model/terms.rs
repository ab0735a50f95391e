//! The small closed lists of the data contract: phase, kind, scope, base, fund, scheme, status.

use super::vocabulary::vocabulary;

vocabulary! {
    /// The stage of a budget that a figure belongs to.
    Phase {
        Budget => "budget", "年初预算";
        Adjusted => "adjusted", "全年预算";
        Execution => "execution", "预算执行";
        Final => "final", "决算";
    }
}

vocabulary! {
    /// What a document is. One file may be several.
    Kind {
        Budget => "budget", "部门预算";
        Final => "final", "部门决算";
        SelfEvaluation => "self_evaluation", "绩效自评";
        PerformanceTarget => "performance_target", "绩效目标";
    }
}

vocabulary! {
    /// Whether a figure covers the whole department, one unit of it, or all bodies of a region.
    Scope {
        Department => "department", "部门（含所属单位）";
        Unit => "unit", "单位（本级）";
        Region => "region", "全地区汇总";
    }
}

vocabulary! {
    /// What a change, a share or a rate is measured against.
    Base {
        PriorFinal => "prior_final", "上年决算";
        PriorBudget => "prior_budget", "上年预算";
        Initial => "initial", "年初预算";
        Adjusted => "adjusted", "全年预算";
        Total => "total", "合计";
    }
}

vocabulary! {
    /// The account that pays, where the table says so.
    Fund {
        GeneralPublic => "general_public", "一般公共预算";
        GovFund => "gov_fund", "政府性基金预算";
        StateCapital => "state_capital", "国有资本经营预算";
        FiscalAccount => "fiscal_account", "财政专户";
        All => "all", "全部资金";
    }
}

vocabulary! {
    /// The classification that a row belongs to.
    Scheme {
        Function => "function", "支出功能分类";
        Economic => "economic", "支出经济分类";
        Income => "income", "收入来源";
        Nature => "nature", "支出性质";
        ThreePublic => "three_public", "“三公”经费";
        Project => "project", "项目";
        Procurement => "procurement", "政府采购品目";
        Indicator => "indicator", "绩效指标";
        None => "none", "未分类";
    }
}

vocabulary! {
    /// How an amount came to be.
    Status {
        Printed => "printed", "原文";
        Derived => "derived", "推算";
        Corrected => "corrected", "更正";
        Unreadable => "unreadable", "无法识别";
    }
}

vocabulary! {
    /// Where a code was read.
    CodeSource {
        Printed => "printed", "本表印出";
        Document => "document", "同一文件的其他表";
    }
}

vocabulary! {
    /// Whether a document is complete.
    Edition {
        Full => "full", "全文";
        Abridged => "abridged", "节录";
    }
}

vocabulary! {
    /// What was found of a disclosed table.
    TableState {
        Data => "data", "有数据";
        EmptyStated => "empty_stated", "空表（已说明）";
        Blank => "blank", "空表";
        Unreadable => "unreadable", "无法识别";
        Missing => "missing", "未见";
    }
}

vocabulary! {
    /// What a row of a performance table is.
    RowKind {
        Group => "group", "指标组";
        Indicator => "indicator", "指标";
        Execution => "execution", "预算执行";
        Total => "total", "总分";
    }
}

vocabulary! {
    /// The grade of a self-evaluation.
    Grade {
        Excellent => "excellent", "优";
        Good => "good", "良";
        Fair => "fair", "中";
        Poor => "poor", "差";
    }
}

vocabulary! {
    /// What became of something that a disclosure must contain.
    Presence {
        Present => "present", "有";
        EmptyStated => "empty_stated", "空表（已说明）";
        Blank => "blank", "空表（未见说明）";
        Missing => "missing", "未见";
        NotRequired => "not_required", "不涉及";
        NotCheckable => "not_checkable", "无法核验";
    }
}
