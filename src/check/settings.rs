//! The settings in `site.yaml`.

use std::collections::BTreeMap;

use super::{FileProblems, changes, matrix, scales};
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{Language, MeasureId, Site};
use crate::parse::draft::{Drafts, SiteDraft};
use crate::parse::{At, leaf};
use crate::source::{Place, SourcePath};

/// The languages for which there is a table of words.
const LANGUAGES: [&str; 1] = ["en"];

pub(super) fn check(drafts: &Drafts, problems: &mut Problems) -> Site {
    let Some(draft) = &drafts.site else {
        report_missing(drafts, problems);
        return Site::default();
    };
    let file = &mut FileProblems::of(&draft.path, problems);
    check_languages(draft, file);
    check_voices(draft, file);
    report_twice(&draft.groups, "group", file);
    report_twice(&draft.governance_groups, "group", file);
    report_twice(&draft.order, "measure", file);
    check_rating_names(draft, file);
    scales::check(draft, drafts, file);
    matrix::check(draft, file);
    check_values(draft, file);
    let value = |at: &Option<At<String>>| at.as_ref().map(|at| at.value.clone());
    let (voices, accessibility) = (draft.voices.iter(), draft.accessibility.as_ref());
    let site = Site {
        title: draft.title.clone(),
        organisation: draft.organisation.clone(),
        base_url: value(&draft.base_url),
        languages: match names(&draft.languages).as_slice() {
            [] => vec![Language::new("en")],
            names => names.iter().map(|name| Language::new(name)).collect(),
        },
        voices: voices.map(|(_, voice)| voice.clone()).collect(),
        groups: names(&draft.groups),
        order: draft.order.iter().map(|id| MeasureId::new(id)).collect(),
        governance_groups: names(&draft.governance_groups),
        due_days: draft.reporting.due_days.map(|days| days.value),
        next_publication: draft.reporting.next.map(|day| day.value),
        amber_up_to: draft.amber_up_to.map(|threshold| threshold.value),
        contact: draft.contact.clone(),
        licence: draft.licence.clone(),
        theme: value(&draft.theme).unwrap_or_else(|| "default".to_owned()),
        edit_url: value(&draft.edit_url),
        notice: draft.notice.clone(),
        accessibility: accessibility.map(|draft| draft.statement.clone()),
        hosts: draft.hosts.clone(),
        whole_reports: draft.whole_reports,
        embeds: draft.embeds.unwrap_or_default(),
        earlier_targets: draft.earlier_targets.unwrap_or(true),
        scales: scales::of_site(draft),
        tolerances: scales::tolerances_of(draft),
        risks: matrix::of_site(draft),
        changes: changes::of_site(draft),
    };
    changes::check_site(draft, &site, drafts, file);
    site
}

fn report_missing(drafts: &Drafts, problems: &mut Problems) {
    let path = SourcePath::new("content/site.yaml");
    let is_meant = |other: &SourcePath| other.as_str().to_lowercase().starts_with("content/site.");
    if !drafts.broken.iter().any(is_meant) {
        let message = "there is no content/site.yaml here";
        let help = "a site is a folder that has content/site.yaml; use --root to name it";
        problems.report(Diagnostic::error(Code::Setting, Place::file(&path), message).help(help));
    }
}

fn names(groups: &[At<String>]) -> Vec<String> {
    groups.iter().map(|group| group.value.clone()).collect()
}

fn check_languages(draft: &SiteDraft, file: &mut FileProblems) {
    for (index, At { value, node }) in draft.languages.iter().enumerate() {
        if LANGUAGES.contains(&value.as_str()) {
            continue;
        }
        let message = format!("`{value}` is not available as a language of pages yet");
        if index == 0 {
            file.error(
                Code::Language,
                *node,
                message,
                "the first language must be `en`",
            );
        } else {
            let help = "pages are in English; texts in other languages are checked but not shown";
            file.warning(Code::Language, *node, message, help);
        }
    }
}

fn check_voices(draft: &SiteDraft, file: &mut FileProblems) {
    for (id, _) in &draft.voices {
        if !leaf::is_id(id) {
            let message = format!(
                "`{}` cannot be the id of a voice, because it is used in file names",
                id.value
            );
            let help = format!("write `{}`", crate::parse::id_like(id));
            file.error(Code::BadId, id.node, message, help);
        } else if draft.languages.contains(id) {
            let message = format!("`{}` is both a voice and a language", id.value);
            let help = "give the voice another id: both are used in the file names of comments";
            file.error(Code::DuplicateId, id.node, message, help);
        }
    }
}

fn report_twice(names: &[At<String>], what: &str, file: &mut FileProblems) {
    let mut seen: BTreeMap<&str, &At<String>> = BTreeMap::new();
    for name in names {
        let first = *seen.entry(name).or_insert(name);
        if first.node != name.node {
            let message = format!("the {what} `{}` is listed twice", name.value);
            file.twice(
                file.place(first.node),
                Code::DuplicateId,
                name.node,
                message,
            );
        }
    }
}

/// Reports ratings with the same name, which readers could not tell apart.
fn check_rating_names(draft: &SiteDraft, file: &mut FileProblems) {
    let Some(At { value, node }) = &draft.rating_names else {
        return;
    };
    let names = value.clone().map(|name| name.as_str().to_lowercase());
    if names[0] == names[1] || names[1] == names[2] || names[0] == names[2] {
        let message = "two ratings have the same name, so readers could not tell them apart";
        let help = "give each of the three a different name";
        file.error(Code::Setting, *node, message, help);
    }
}

/// Checks the threshold for amber and the addresses.
fn check_values(draft: &SiteDraft, file: &mut FileProblems) {
    if let Some(threshold) = draft.amber_up_to.filter(|one| one.is_sign_negative()) {
        let message = "the amber threshold is below zero";
        let help = "write how many thousands over budget are still amber, such as 250";
        file.error(Code::Setting, threshold.node, message, help);
    }
    let base = draft.base_url.iter();
    for url in base.filter(|url| url.starts_with("http://")) {
        let message = "this address is not secure: browsers will warn visitors about it";
        let help = format!("write `{}`", url.replacen("http:", "https:", 1));
        file.warning(Code::Setting, url.node, message, help);
    }
    let edit = draft.edit_url.iter();
    for url in edit.filter(|url| !url.contains("{path}")) {
        let message = "`edit_url` does not say where the file's path goes";
        let help = "write {path} where the file's path goes: \"https://github.com/you/site/edit/main/{path}\"";
        file.error(Code::Setting, url.node, message, help);
    }
}
