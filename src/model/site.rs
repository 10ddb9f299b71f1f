//! The settings of the site, from `site.yaml`.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{
    Language, MeasureId, Quarter, RecordedChange, RiskMatrix, Scales, Text, Tolerances, VoiceId,
};

/// The organisation, its voices and its thresholds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site {
    pub(crate) title: Text,
    pub(crate) organisation: Text,
    /// The public address, ending in `/`. Canonical addresses and `404.html` need it.
    pub(crate) base_url: Option<String>,
    /// The languages, the default first.
    pub(crate) languages: Vec<Language>,
    pub(crate) voices: Vec<Voice>,
    /// The rows of the summary table, in order. Other groups follow.
    pub(crate) groups: Vec<String>,
    /// Measures in the order of their lists. Others follow.
    pub(crate) order: Vec<MeasureId>,
    /// The groups on the page about governance and workforce.
    pub(crate) governance_groups: Vec<String>,
    /// The largest overspend that is amber, in thousands. Without it, money is not rated.
    pub(crate) amber_up_to: Option<Decimal>,
    /// The number of days after the end of a quarter by which its report is due. Without it, no report is late.
    pub(crate) due_days: Option<u32>,
    pub(crate) next_publication: Option<Date>,
    pub(crate) contact: Option<String>,
    pub(crate) licence: Option<Licence>,
    /// The name of a folder in `themes/`, or `default`.
    pub(crate) theme: String,
    /// The address for editing a file, with `{path}` in place of the file's path.
    pub(crate) edit_url: Option<String>,
    pub(crate) notice: Option<Text>,
    pub(crate) accessibility: Option<Accessibility>,
    pub(crate) hosts: Vec<Host>,
    /// Which quarters have a whole report. Without it, all, or on a large site the latest.
    pub(crate) whole_reports: Option<WholeReports>,
    pub(crate) embeds: Embeds,
    /// Whether pages say what a rating would be under an earlier target.
    pub(crate) earlier_targets: bool,
    /// The scales on which ratings are given.
    pub scales: Scales,
    /// For targets without one.
    pub(crate) tolerances: Tolerances,
    /// The matrix of risks. Without one, likelihood and impact go from 1 to 5, and scores have no state.
    pub(crate) risks: Option<RiskMatrix>,
    /// Changes of the site's rules, and measures and plans that were removed.
    pub(crate) changes: Vec<RecordedChange>,
}

/// The licence under which the figures may be reused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Licence {
    pub(crate) name: String,
    pub(crate) url: Option<String>,
}

/// Licences that are widely used: SPDX id, name and address.
const LICENCES: [[&str; 3]; 5] = [
    [
        "OGL-UK-3.0",
        "Open Government Licence v3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ],
    [
        "OGL-UK-2.0",
        "Open Government Licence v2.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/2/",
    ],
    [
        "CC-BY-4.0",
        "Creative Commons Attribution 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
    ],
    [
        "CC-BY-SA-4.0",
        "Creative Commons Attribution-ShareAlike 4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ],
    [
        "CC0-1.0",
        "Creative Commons Zero 1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ],
];

impl Licence {
    /// Returns the licence that a text names by its SPDX id or its name, with its address if it is a known one.
    pub(crate) fn named(text: String) -> Self {
        let is_meant = |name: &str| name.eq_ignore_ascii_case(&text);
        let known = LICENCES
            .iter()
            .find(|[id, name, _]| is_meant(id) || is_meant(name));
        match known {
            Some([_, name, url]) => Self {
                name: (*name).to_owned(),
                url: Some((*url).to_owned()),
            },
            None => Self {
                name: text,
                url: None,
            },
        }
    }
}

/// Which quarters have a whole report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WholeReports {
    All,
    Latest,
    None,
    /// This quarter and later ones.
    #[serde(skip)]
    From(Quarter),
}

/// Which measures have pages and pictures for other websites.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Embeds {
    #[default]
    All,
    None,
}

/// The content of an accessibility statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accessibility {
    /// The body that runs the site, if it is not the organisation itself.
    pub(crate) run_by: Option<Text>,
    /// The contact for reporting problems. If not given, the contact of the site.
    pub(crate) contact: Option<String>,
    /// The number of days within which reports are answered.
    pub(crate) response_days: Option<u32>,
    pub(crate) prepared: Option<Date>,
    pub(crate) reviewed: Option<Date>,
    pub(crate) tested: Option<Date>,
    pub(crate) tested_by: Option<Text>,
    /// How far the site complies, according to the test.
    pub(crate) compliance: Option<Compliance>,
    /// Content that is known not to be accessible.
    pub(crate) problems: Vec<Text>,
    /// Content that would be a disproportionate burden to make accessible, according to the body's own assessment.
    pub(crate) burden: Vec<Text>,
    pub(crate) out_of_scope: Vec<Text>,
    pub(crate) enforcement: Enforcement,
}

/// How far a site complies with WCAG 2.2 AA.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Compliance {
    Full,
    Partial,
    Not,
}

/// The body that enforces the accessibility regulations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Enforcement {
    /// The Equality and Human Rights Commission, for England, Scotland and Wales.
    Ehrc,
    /// The Equality Commission for Northern Ireland.
    Ecni,
    /// None, because the site is not run by a public body.
    None,
}

/// A host that reads HTTP headers from a file of the site: `_headers`, `staticwebapp.config.json` (Azure Static Web Apps)
/// or `web.config` (Internet Information Services).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named as files name it")]
pub enum Host {
    Netlify,
    Cloudflare,
    Azure,
    Iis,
}

/// A voice that comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// A part of a comment's file name.
    pub(crate) id: VoiceId,
    /// The heading of its comments: "Trust response".
    pub(crate) name: Text,
    /// The name in sentences: "the trust".
    pub(crate) body: Option<Text>,
}

impl Site {
    pub(crate) fn voice(&self, id: &VoiceId) -> Option<&Voice> {
        self.voices.iter().find(|voice| voice.id == *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_licence_has_its_name_and_its_address() {
        for typed in ["OGL-UK-3.0", "ogl-uk-3.0", "Open Government Licence v3.0"] {
            let licence = Licence::named(typed.to_owned());
            assert_eq!(licence.name, "Open Government Licence v3.0");
            assert!(licence.url.is_some_and(|url| url.ends_with("/version/3/")));
        }
        let own = Licence::named("Our own terms".to_owned());
        assert_eq!((own.name.as_str(), own.url), ("Our own terms", None));
    }
}
