//! Departments: public bodies with their names over the years.

use std::sync::Arc;

use super::terms::Kind;
use super::vocabulary::vocabulary;

vocabulary! {
    /// What a body is.
    BodyType {
        Department => "department", "部门";
        Unit => "unit", "单位";
        Region => "region", "全地区汇总";
    }
}

/// A name of a body and the years it was in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartmentName {
    /// The name as printed.
    pub name: String,
    /// First fiscal year, where known.
    pub from: Option<i32>,
    /// Last fiscal year, where known.
    pub to: Option<i32>,
}

/// A disclosure that the register says was never published: it is missing, not merely absent here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotPublished {
    /// Fiscal year.
    pub year: i32,
    /// Kind of disclosure.
    pub kind: Kind,
    /// How that is known.
    pub note: String,
}

/// A public body.
#[derive(Debug, Clone)]
pub struct Department {
    /// Permanent ASCII id, used in addresses.
    pub id: Arc<str>,
    /// The first id that it had, of which the ids of its figures and documents are made.
    pub origin: Arc<str>,
    /// What it is. A region is no department: its summary contains all bodies, and is never added to or set beside them.
    pub body_type: BodyType,
    /// Current name.
    pub name: String,
    /// All names, newest first.
    pub names: Vec<DepartmentName>,
    /// GB/T 2260 code of its division.
    pub division: String,
    /// Printed path of the division, such as 广东省深圳市罗湖区.
    pub division_name: String,
    /// Id of the parent body, if any.
    pub parent: String,
    /// Name of the parent, where that has a page here; empty otherwise.
    pub parent_name: String,
    /// Whether it stands in the register.
    pub registered: bool,
    /// Disclosures that the register says were never published.
    pub not_published: Vec<NotPublished>,
}

impl Department {
    /// Whether this is a whole region rather than a public body.
    pub fn is_region(&self) -> bool {
        self.body_type == BodyType::Region
    }

    /// The name as a title: that of a region says that it is a summary of all its bodies.
    pub fn title(&self) -> String {
        self.titled(&self.name)
    }

    /// The same for the name that was in use in some year.
    pub fn titled(&self, name: &str) -> String {
        if self.is_region() { format!("{name}（{}）", self.body_type.label()) } else { name.to_owned() }
    }
}
