//! What `site.yaml` says of the whole site.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Language, Text, VoiceId};

/// The organisation, who speaks, and the thresholds it publishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// The site's name, in its header.
    pub title: Text,
    /// Whose performance it is.
    pub organisation: Text,
    /// Where it is published, ending in `/`; canonical addresses and `404.html` need it.
    pub base_url: Option<String>,
    /// The first is the default.
    pub languages: Vec<Language>,
    /// In the order of the file.
    pub voices: Vec<Voice>,
    /// Rows of the summary table, in order; groups that are not named follow.
    pub groups: Vec<String>,
    /// Groups whose measures tell how the organisation is run: they stand on the page on governance and workforce.
    pub governance_groups: Vec<String>,
    /// Money over budget up to here is amber, in thousands; without it money is shown and not rated.
    pub amber_up_to: Option<Decimal>,
    /// So many days after a quarter's end its report is due; without it no report is late.
    pub due_days: Option<u32>,
    /// The day that is announced for the next publication.
    pub next_publication: Option<Date>,
    /// For questions about the figures.
    pub contact: Option<String>,
    /// The licence of the figures, as an SPDX id.
    pub licence: Option<String>,
    /// The folder under `themes/`, or the built-in `default`.
    pub theme: String,
    /// Where an editor changes a file: `{path}` stands for it.
    pub edit_url: Option<String>,
    /// A notice on every page.
    pub notice: Option<Text>,
    /// What its accessibility statement says; without it, there is none.
    pub accessibility: Option<Accessibility>,
    /// The hosts that headers are written for.
    pub hosts: Vec<Host>,
}

/// What an accessibility statement says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accessibility {
    /// Who answers for the site, where that is not the organisation whose performance it shows.
    pub run_by: Option<Text>,
    /// For reports of problems; otherwise the site's own contact.
    pub contact: Option<String>,
    /// Within so many days they are answered.
    pub response_days: Option<u32>,
    /// When it was first prepared.
    pub prepared: Option<Date>,
    /// When it was last reviewed.
    pub reviewed: Option<Date>,
    /// When the site was last tested by somebody.
    pub tested: Option<Date>,
    /// By whom.
    pub tested_by: Option<Text>,
    /// How far it complies, as its tests found.
    pub compliance: Option<Compliance>,
    /// What is known not to be accessible, and should be.
    pub problems: Vec<Text>,
    /// What would be a disproportionate burden to make accessible, by the body's own assessment.
    pub burden: Vec<Text>,
    /// What the regulations do not ask to be accessible.
    pub out_of_scope: Vec<Text>,
    /// Who enforces the law.
    pub enforcement: Enforcement,
}

/// How far a site complies with WCAG 2.2 AA.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compliance {
    /// With all of it.
    Full,
    /// With most of it.
    Partial,
    /// With too little of it.
    Not,
}

/// Who enforces the regulations on accessibility.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enforcement {
    /// The Equality and Human Rights Commission: England, Scotland and Wales.
    Ehrc,
    /// The Equality Commission for Northern Ireland.
    Ecni,
    /// Nobody: the site is not a public body's.
    None,
}

/// A host that reads what it is to say with each file from a file of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// `_headers`.
    Netlify,
    /// `_headers`.
    Cloudflare,
    /// `staticwebapp.config.json`.
    Azure,
    /// `web.config`.
    Iis,
}

/// Someone who comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// The part of a comment's file name.
    pub id: VoiceId,
    /// The heading over what they say: "Trust response".
    pub name: Text,
    /// What sentences call them: "the trust".
    pub body: Option<Text>,
}

impl Site {
    /// A voice by its id.
    pub fn voice(&self, id: &VoiceId) -> Option<&Voice> {
        self.voices.iter().find(|voice| voice.id == *id)
    }
}
