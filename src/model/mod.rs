//! The model: the words of the data contract as types. It knows neither files nor pages.

mod account;
mod amount;
mod companion;
mod day;
mod department;
mod disclosure;
mod evidence;
mod fact;
mod finding;
mod how;
mod indicator;
mod measure;
mod message;
mod passage;
mod reason;
mod record;
mod remark;
mod said;
mod statement;
mod terms;
mod trail;
mod vocabulary;

pub use account::{Account, Became, Side, Silent};
pub use amount::{Amount, Unit};
pub use companion::{Correction, Publish, Reply};
pub use day::is_day;
pub use department::{BodyType, Department, DepartmentName, NotPublished};
pub use disclosure::{Disclosure, Identity, ProjectRecord, StatementRecord, Unrecognised};
pub use evidence::{Evidence, Question, Whence, decide, weigh};
pub use fact::{Fact, Subject, Unreadable};
pub use finding::{Finding, Operand, Place, Severity, Standing, Verdict};
pub use how::How;
pub use indicator::Indicator;
pub use measure::Measure;
pub(crate) use message::message;
pub use message::{Arg, Message, Term};
pub use passage::{Passage, Sentence, Shape};
pub use reason::Reason;
pub use record::{NoRecord, Record};
pub use remark::{Aim, Claim, Duty, Gap, Remark, Says, Told, Within};
pub use said::{Direction, Level, Money, Near, Role, Said, SaidAgain, ShareOf, Topic};
pub use statement::Statement;
pub use terms::{
    Base, CodeSource, Edition, Fund, Grade, Kind, Phase, Presence, RowKind, Scheme, Scope, Status, TableState,
};
pub use trail::{ColumnRole, ColumnTrail, TableForm, TableTrail, Trail};
