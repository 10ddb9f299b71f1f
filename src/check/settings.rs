//! The settings in `site.yaml`.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{Language, Site, Text};
use crate::parse::draft::{Drafts, SiteDraft};
use crate::parse::{At, leaf};
use crate::source::{Place, SourcePath};

/// The languages for which there is a table of words.
const LANGUAGES: [&str; 1] = ["en"];

pub(super) fn check(drafts: &Drafts, problems: &mut Problems) -> Site {
    let Some(draft) = &drafts.site else {
        report_missing(drafts, problems);
        return empty();
    };
    check_languages(draft, problems);
    check_voices(draft, problems);
    check_threshold(draft, problems);
    report_twice(draft, &draft.groups, problems);
    report_twice(draft, &draft.governance_groups, problems);
    check_address(draft, problems);
    Site {
        title: draft.title.clone(),
        organisation: draft.organisation.clone(),
        base_url: draft.base_url.as_ref().map(|url| url.value.clone()),
        languages: languages(draft),
        voices: draft
            .voices
            .iter()
            .map(|(_, voice)| voice.clone())
            .collect(),
        groups: names(&draft.groups),
        governance_groups: names(&draft.governance_groups),
        due_days: draft.reporting.due_days.map(|days| days.value),
        next_publication: draft.reporting.next.map(|day| day.value),
        amber_up_to: draft.amber_up_to.map(|threshold| threshold.value),
        contact: draft.contact.clone(),
        licence: draft.licence.clone(),
        theme: draft
            .theme
            .as_ref()
            .map_or("default".to_owned(), |theme| theme.value.clone()),
        edit_url: edit_url(draft, problems),
        notice: draft.notice.clone(),
        accessibility: draft
            .accessibility
            .as_ref()
            .map(|draft| draft.statement.clone()),
        hosts: draft.hosts.clone(),
    }
}

fn report_missing(drafts: &Drafts, problems: &mut Problems) {
    let path = SourcePath::new("content/site.yaml");
    let is_meant = |other: &SourcePath| other.as_str().to_lowercase().starts_with("content/site.");
    if drafts.broken.iter().any(is_meant) {
        return;
    }
    problems.report(
        Diagnostic::error(
            Code::Setting,
            Place::file(&path),
            "there is no content/site.yaml here",
        )
        .help("a site is a folder that has content/site.yaml; use --root to name it"),
    );
}

fn empty() -> Site {
    Site {
        title: Text::new(""),
        organisation: Text::new(""),
        base_url: None,
        languages: vec![Language::new("en")],
        voices: Vec::new(),
        groups: Vec::new(),
        governance_groups: Vec::new(),
        due_days: None,
        next_publication: None,
        amber_up_to: None,
        contact: None,
        licence: None,
        theme: "default".to_owned(),
        edit_url: None,
        notice: None,
        accessibility: None,
        hosts: Vec::new(),
    }
}

fn names(groups: &[At<String>]) -> Vec<String> {
    groups.iter().map(|group| group.value.clone()).collect()
}

fn languages(draft: &SiteDraft) -> Vec<Language> {
    if draft.languages.is_empty() {
        return vec![Language::new("en")];
    }
    draft.languages.iter().map(|l| Language::new(l)).collect()
}

fn check_languages(draft: &SiteDraft, problems: &mut Problems) {
    for (index, language) in draft.languages.iter().enumerate() {
        if LANGUAGES.contains(&language.as_str()) {
            continue;
        }
        let place = Place::node(&draft.path, language.node);
        let message = format!(
            "`{}` is not available as a language of pages yet",
            language.value
        );
        let problem = if index == 0 {
            Diagnostic::error(Code::Language, place, message)
                .help("the first language must be `en`")
        } else {
            Diagnostic::warning(Code::Language, place, message)
                .help("pages are in English; texts in other languages are checked but not shown")
        };
        problems.report(problem);
    }
}

fn check_voices(draft: &SiteDraft, problems: &mut Problems) {
    for (id, _) in &draft.voices {
        if !leaf::is_id(id) {
            let message = format!(
                "`{}` cannot be the id of a voice, because it is used in file names",
                id.value
            );
            problems.report(
                Diagnostic::error(Code::BadId, Place::node(&draft.path, id.node), message)
                    .help(format!("write `{}`", crate::parse::id_like(id))),
            );
        } else if draft
            .languages
            .iter()
            .any(|language| language.value == id.value)
        {
            let message = format!("`{}` is both a voice and a language", id.value);
            problems.report(
                Diagnostic::error(
                    Code::DuplicateId,
                    Place::node(&draft.path, id.node),
                    message,
                )
                .help("give the voice another id: both are used in the file names of comments"),
            );
        }
    }
}

fn check_threshold(draft: &SiteDraft, problems: &mut Problems) {
    if let Some(threshold) = draft.amber_up_to
        && threshold.is_sign_negative()
    {
        let place = Place::node(&draft.path, threshold.node);
        problems.report(
            Diagnostic::error(Code::Setting, place, "the amber threshold is below zero")
                .help("write how many thousands over budget are still amber, such as 250"),
        );
    }
}

fn report_twice(draft: &SiteDraft, groups: &[At<String>], problems: &mut Problems) {
    let mut seen: BTreeMap<&str, &At<String>> = BTreeMap::new();
    for group in groups {
        let first = *seen.entry(group).or_insert(group);
        if first.node != group.node {
            let message = format!("the group `{}` is listed twice", group.value);
            problems.report(
                Diagnostic::error(
                    Code::DuplicateId,
                    Place::node(&draft.path, group.node),
                    message,
                )
                .related(Place::node(&draft.path, first.node), "first here")
                .help("delete one of them"),
            );
        }
    }
}

fn check_address(draft: &SiteDraft, problems: &mut Problems) {
    if let Some(url) = draft
        .base_url
        .as_ref()
        .filter(|url| url.starts_with("http://"))
    {
        let place = Place::node(&draft.path, url.node);
        let message = "this address is not secure: browsers will warn visitors about it";
        problems.report(
            Diagnostic::warning(Code::Setting, place, message)
                .help(format!("write `{}`", url.replacen("http:", "https:", 1))),
        );
    }
}

fn edit_url(draft: &SiteDraft, problems: &mut Problems) -> Option<String> {
    let url = draft.edit_url.as_ref()?;
    if !url.contains("{path}") {
        let place = Place::node(&draft.path, url.node);
        problems.report(
            Diagnostic::error(
                Code::Setting,
                place,
                "`edit_url` does not say where the file's path goes",
            )
            .help("write {path} where the file's path goes: \"https://github.com/you/site/edit/main/{path}\""),
        );
    }
    Some(url.value.clone())
}
