//! `accessibility:` in `site.yaml`.

use jiff::civil::Date;

use crate::model::{Accessibility, Compliance, Enforcement};
use crate::parse::fields::map;
use crate::parse::file::{At, File};
use crate::parse::leaf;
use crate::parse::yaml::Node;
use crate::source::NodeId;

/// What the accessibility statement says.
#[derive(Debug, Clone)]
pub struct AccessibilityDraft {
    pub(crate) node: NodeId,
    pub(crate) statement: Accessibility,
    /// When it was first prepared, and where that stands.
    pub(crate) prepared: Option<At<Date>>,
    /// When it was last reviewed, and where that stands.
    pub(crate) reviewed: Option<At<Date>>,
    pub(crate) compliance: Option<At<Compliance>>,
}

const COMPLIANCE: &[(&str, Compliance)] = &[
    ("full", Compliance::Full),
    ("partial", Compliance::Partial),
    ("not", Compliance::Not),
];

const ENFORCEMENT: &[(&str, Enforcement)] = &[
    ("ehrc", Enforcement::Ehrc),
    ("ecni", Enforcement::Ecni),
    ("none", Enforcement::None),
];

/// `accessibility: { prepared: 2024-07-01, reviewed: 2024-07-01 }`.
pub(super) fn read(file: &File, node: &Node) -> Option<AccessibilityDraft> {
    map(file, node, "`accessibility`", |fields| {
        let prepared = fields.optional_at("prepared", leaf::date);
        let reviewed = fields.optional_at("reviewed", leaf::date);
        let compliance = fields.optional_at("compliance", leaf::word(COMPLIANCE));
        let enforcement = fields.optional("enforcement", leaf::word(ENFORCEMENT));
        let statement = Accessibility {
            run_by: fields.optional("run_by", leaf::title),
            contact: fields.optional("contact", leaf::contact),
            response_days: fields.optional("response_days", leaf::count),
            prepared: prepared.map(|day| day.value),
            reviewed: reviewed.map(|day| day.value),
            tested: fields.optional("tested", leaf::date),
            tested_by: fields.optional("tested_by", leaf::title),
            compliance: compliance.map(|claim| claim.value),
            problems: fields.list("problems", leaf::text),
            burden: fields.list("burden", leaf::text),
            out_of_scope: fields.list("out_of_scope", leaf::text),
            enforcement: enforcement.unwrap_or(Enforcement::Ehrc),
        };
        Some(AccessibilityDraft {
            node: node.id,
            statement,
            prepared,
            reviewed,
            compliance,
        })
    })
}
