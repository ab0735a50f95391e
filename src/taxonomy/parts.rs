//! Economic classes as columns: which measure a column of 工资福利支出 is depends on what it is a part of.

use crate::model::Measure;

/// What is split by economic class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// 基本支出
    Basic,
    /// 项目支出
    Project,
    /// All of a row's money, by the classes of departments.
    All,
    /// All of a row's money, by the classes of the government.
    Government,
}

/// Economic classes that a function table may split by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EconomicPart {
    /// 工资福利支出
    Wages,
    /// 商品和服务支出
    Goods,
    /// 对个人和家庭的补助
    Individual,
    /// 对企事业单位的补贴
    Enterprise,
    /// 债务利息支出
    Interest,
    /// 资本性支出
    Capital,
    /// 资本性支出（基本建设）
    Construction,
    /// 对社会保障基金补助
    SocialSecurity,
    /// 其他支出
    Other,
    /// 对事业单位经常性补助
    Institution,
    /// 对事业单位资本性补助
    InstitutionCapital,
    /// 对企业资本性支出
    EnterpriseCapital,
    /// 债务还本支出
    Principal,
    /// 转移性支出
    Transfer,
    /// 机关工资福利支出
    OfficeWages,
    /// 机关商品和服务支出
    OfficeGoods,
    /// 机关资本性支出
    OfficeCapital,
    /// 机关资本性支出（基本建设）
    OfficeConstruction,
}

const IDS: [(&str, EconomicPart); 18] = [
    ("wages", EconomicPart::Wages),
    ("goods", EconomicPart::Goods),
    ("individual", EconomicPart::Individual),
    ("enterprise", EconomicPart::Enterprise),
    ("interest", EconomicPart::Interest),
    ("capital", EconomicPart::Capital),
    ("construction", EconomicPart::Construction),
    ("social_security", EconomicPart::SocialSecurity),
    ("other", EconomicPart::Other),
    ("institution", EconomicPart::Institution),
    ("institution_capital", EconomicPart::InstitutionCapital),
    ("enterprise_capital", EconomicPart::EnterpriseCapital),
    ("principal", EconomicPart::Principal),
    ("transfer", EconomicPart::Transfer),
    ("office_wages", EconomicPart::OfficeWages),
    ("office_goods", EconomicPart::OfficeGoods),
    ("office_capital", EconomicPart::OfficeCapital),
    ("office_construction", EconomicPart::OfficeConstruction),
];

impl EconomicPart {
    /// The measure of this part of a whole; none where the contract has no word for it.
    pub fn measure(self, of: Whole) -> Option<Measure> {
        match of {
            Whole::Basic => self.of_basic(),
            Whole::Project => self.of_project(),
            Whole::All => self.of_all(),
            Whole::Government => self.of_government(),
        }
    }

    fn of_basic(self) -> Option<Measure> {
        Some(match self {
            Self::Wages | Self::OfficeWages => Measure::BasicWages,
            Self::Goods | Self::OfficeGoods => Measure::BasicGoods,
            Self::Individual => Measure::BasicIndividual,
            Self::Capital | Self::OfficeCapital => Measure::BasicCapital,
            Self::Other => Measure::BasicOther,
            _ => return None,
        })
    }

    fn of_project(self) -> Option<Measure> {
        Some(match self {
            Self::Wages | Self::OfficeWages => Measure::ProjectWages,
            Self::Goods | Self::OfficeGoods => Measure::ProjectGoods,
            Self::Individual => Measure::ProjectIndividual,
            Self::Enterprise => Measure::ProjectEnterprise,
            Self::Interest => Measure::ProjectInterest,
            Self::Capital | Self::OfficeCapital => Measure::ProjectCapital,
            Self::Construction | Self::OfficeConstruction => Measure::ProjectConstruction,
            Self::SocialSecurity => Measure::ProjectSocialSecurity,
            Self::Other => Measure::ProjectOther,
            _ => return None,
        })
    }

    fn of_all(self) -> Option<Measure> {
        Some(match self {
            Self::Wages => Measure::AllWages,
            Self::Goods => Measure::AllGoods,
            Self::Individual => Measure::AllIndividual,
            Self::Enterprise => Measure::AllEnterprise,
            Self::Interest => Measure::AllInterest,
            Self::Capital => Measure::AllCapital,
            Self::Construction => Measure::AllConstruction,
            Self::SocialSecurity => Measure::AllSocialSecurity,
            Self::Other => Measure::AllOther,
            _ => return None,
        })
    }

    fn of_government(self) -> Option<Measure> {
        Some(match self {
            Self::Wages | Self::OfficeWages => Measure::GovWages,
            Self::Goods | Self::OfficeGoods => Measure::GovGoods,
            Self::Individual => Measure::GovIndividual,
            Self::Enterprise => Measure::GovEnterprise,
            Self::Interest => Measure::GovInterest,
            Self::Capital | Self::OfficeCapital => Measure::GovCapital,
            Self::Construction | Self::OfficeConstruction => Measure::GovConstruction,
            Self::SocialSecurity => Measure::GovSocialSecurity,
            Self::Other => Measure::GovOther,
            Self::Institution => Measure::GovInstitution,
            Self::InstitutionCapital => Measure::GovInstitutionCapital,
            Self::EnterpriseCapital => Measure::GovEnterpriseCapital,
            Self::Principal => Measure::GovPrincipal,
            Self::Transfer => Measure::GovTransfer,
        })
    }

    /// Whether only the classification of the government has it.
    pub fn is_of_government(self) -> bool {
        matches!(
            self,
            Self::Institution
                | Self::InstitutionCapital
                | Self::OfficeWages
                | Self::OfficeGoods
                | Self::OfficeCapital
                | Self::OfficeConstruction
        )
    }

    /// Its id in vocabulary files.
    pub fn id(self) -> &'static str {
        IDS.iter().find(|(_, part)| *part == self).map_or("", |(id, _)| id)
    }

    /// The part with an id of the vocabulary files.
    pub fn from_id(id: &str) -> Option<Self> {
        IDS.iter().find(|(own, _)| *own == id).map(|(_, part)| *part)
    }
}
