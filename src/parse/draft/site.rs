//! `site.yaml`, with its accessibility statement.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::change::{self, ChangeDraft};
use super::matrix::{self, MatrixDraft};
use super::scale::{self, ScaleDraft, TolerancesDraft};
use crate::model::{
    Accessibility, Compliance, Embeds, Enforcement, Host, Licence, Text, Voice, VoiceId,
    WholeReports,
};
use crate::parse::fields::{Fields, at, map};
use crate::parse::file::{At, File};
use crate::parse::leaf;
use crate::parse::yaml::{Content, Node};
use crate::source::{NodeId, SourcePath};

/// What `site.yaml` says.
#[derive(Debug)]
pub(crate) struct SiteDraft {
    pub(crate) path: SourcePath,
    /// Whether its languages, voices and groups could be read.
    pub(crate) is_whole: bool,
    pub(crate) title: Text,
    pub(crate) organisation: Text,
    pub(crate) base_url: Option<At<String>>,
    pub(crate) languages: Vec<At<String>>,
    pub(crate) voices: Vec<(At<String>, Voice)>,
    pub(crate) groups: Vec<At<String>>,
    /// Measures, by id.
    pub(crate) order: Vec<At<String>>,
    /// Groups of measures for the page on governance and workforce.
    pub(crate) governance_groups: Vec<At<String>>,
    pub(crate) reporting: ReportingDraft,
    pub(crate) amber_up_to: Option<At<Decimal>>,
    pub(crate) contact: Option<String>,
    pub(crate) licence: Option<Licence>,
    /// A folder under `themes/`.
    pub(crate) theme: Option<At<String>>,
    /// With `{path}`.
    pub(crate) edit_url: Option<At<String>>,
    pub(crate) notice: Option<Text>,
    pub(crate) accessibility: Option<AccessibilityDraft>,
    pub(crate) hosts: Vec<Host>,
    pub(crate) whole_reports: Option<WholeReports>,
    pub(crate) embeds: Option<Embeds>,
    pub(crate) earlier_targets: Option<bool>,
    /// The best first.
    pub(crate) rating_names: Option<At<[Text; 3]>>,
    pub(crate) scales: Vec<ScaleDraft>,
    /// Whether its scales and tolerances could be read.
    pub(crate) has_whole_scales: bool,
    pub(crate) tolerances: TolerancesDraft,
    pub(crate) risks: Option<At<MatrixDraft>>,
    pub(crate) changes: Vec<ChangeDraft>,
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ReportingDraft {
    pub(crate) due_days: Option<At<u32>>,
    pub(crate) next: Option<At<Date>>,
}

impl SiteDraft {
    pub(crate) fn read(file: &File, node: &Node) -> Option<Self> {
        let mut fields = Fields::of(file, node, "site.yaml")?;
        let before = file.so_far();
        let title = fields.required("title", leaf::title);
        let organisation = fields.required("organisation", leaf::title);
        let before_scales = file.so_far();
        let scales = scale::scales(&mut fields);
        let tolerances = fields.optional("tolerances", scale::tolerances);
        let has_whole_scales = file.is_whole_since(before_scales);
        let mut draft = Self {
            path: file.path().clone(),
            title: title.unwrap_or_else(|| Text::new("")),
            organisation: organisation.unwrap_or_else(|| Text::new("")),
            base_url: fields.optional_at("base_url", leaf::base_url),
            languages: fields.list("languages", at(leaf::id)),
            voices: fields.named("voices", voice),
            groups: fields.list("groups", at(leaf::plain)),
            is_whole: file.is_whole_since(before),
            order: fields.list("order", at(listed)),
            governance_groups: fields.list("governance_groups", at(leaf::plain)),
            reporting: fields.optional("reporting", reporting).unwrap_or_default(),
            amber_up_to: fields.optional("finance", threshold),
            contact: fields.optional("contact", leaf::contact),
            licence: fields.optional("licence", licence),
            theme: fields.optional_at("theme", leaf::id),
            edit_url: fields.optional_at("edit_url", leaf::edit_url),
            notice: fields.optional("notice", leaf::text),
            accessibility: fields.optional("accessibility", accessibility),
            hosts: fields.list("hosts", leaf::choice),
            whole_reports: fields.optional("whole_reports", whole_reports),
            embeds: fields.optional("embeds", leaf::choice),
            earlier_targets: fields.optional("earlier_targets", leaf::yes_or_no),
            rating_names: fields.optional_at("rating_names", rating_names),
            scales,
            has_whole_scales,
            tolerances: tolerances.unwrap_or_default(),
            risks: fields.optional("risks", matrix::matrix),
            changes: fields.list("changes", change::of_site),
        };
        let before = file.so_far();
        fields.finish();
        draft.is_whole &= file.is_whole_since(before);
        Some(draft)
    }
}

/// The id of a measure. One that is not fit for an id may be a reference, for which `check` knows the id.
fn listed(file: &File, node: &Node) -> Option<String> {
    match file.survey() {
        Some(_) => leaf::id(file, node),
        None => leaf::plain(file, node),
    }
}

fn voice(file: &File, id: &At<String>, node: &Node) -> Option<Voice> {
    map(file, node, "a voice", |fields| {
        let name = fields.required("name", leaf::title);
        Some(Voice {
            id: VoiceId::new(id),
            body: fields.optional("body", leaf::title),
            name: name?,
        })
    })
}

/// `reporting: { due_days: 90, next: 2016-12-13 }`.
fn reporting(file: &File, node: &Node) -> Option<ReportingDraft> {
    map(file, node, "`reporting`", |fields| {
        Some(ReportingDraft {
            due_days: fields.optional_at("due_days", leaf::count),
            next: fields.optional_at("next", leaf::date),
        })
    })
}

/// `whole_reports: latest`, or `whole_reports: { from: 2016-17 Q1 }`.
fn whole_reports(file: &File, node: &Node) -> Option<WholeReports> {
    let Content::Map(_) = &node.content else {
        return leaf::choice(file, node);
    };
    map(file, node, "`whole_reports`", |fields| {
        let from = fields.required("from", leaf::quarter);
        from.map(WholeReports::From)
    })
}

/// `licence: OGL-UK-3.0`, or `licence: { name: ..., url: ... }`.
fn licence(file: &File, node: &Node) -> Option<Licence> {
    let Content::Map(_) = &node.content else {
        return leaf::plain(file, node).map(Licence::named);
    };
    map(file, node, "`licence`", |fields| {
        let name = fields.required("name", leaf::plain);
        let url = fields.optional("url", leaf::url);
        name.map(|name| Licence { name, url })
    })
}

/// `rating_names: { on_target: ..., within_tolerance: ..., outside_tolerance: ... }`.
fn rating_names(file: &File, node: &Node) -> Option<[Text; 3]> {
    map(file, node, "`rating_names`", |fields| {
        let names = ["on_target", "within_tolerance", "outside_tolerance"];
        let [on_target, within_tolerance, outside_tolerance] =
            names.map(|name| fields.required(name, leaf::title));
        Some([on_target?, within_tolerance?, outside_tolerance?])
    })
}

/// `finance: { amber_up_to: 250 }`.
fn threshold(file: &File, node: &Node) -> Option<At<Decimal>> {
    map(file, node, "`finance`", |fields| {
        fields.optional_at("amber_up_to", leaf::decimal)
    })
}

#[derive(Debug, Clone)]
pub(crate) struct AccessibilityDraft {
    pub(crate) node: NodeId,
    pub(crate) statement: Accessibility,
    pub(crate) prepared: Option<At<Date>>,
    pub(crate) reviewed: Option<At<Date>>,
    pub(crate) compliance: Option<At<Compliance>>,
}

/// `accessibility: { prepared: 2024-07-01, reviewed: 2024-07-01 }`.
fn accessibility(file: &File, node: &Node) -> Option<AccessibilityDraft> {
    map(file, node, "`accessibility`", |fields| {
        let prepared = fields.optional_at("prepared", leaf::date);
        let reviewed = fields.optional_at("reviewed", leaf::date);
        let compliance = fields.optional_at("compliance", leaf::choice);
        let enforcement = fields.optional("enforcement", leaf::choice);
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
