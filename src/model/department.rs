//! Departments: public bodies with their names over the years.

use std::sync::Arc;

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

/// A public body.
#[derive(Debug, Clone)]
pub struct Department {
    /// Permanent ASCII id, used in addresses.
    pub id: Arc<str>,
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
    /// Whether it stands in the register.
    pub registered: bool,
}
