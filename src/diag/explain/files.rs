//! Files, ids, and what refers to what.

use super::{Explanation, at};

pub(in crate::diag) const BAD_ID: Explanation = Explanation {
    more: "The name of a file is its id, and its id becomes an address that others link to and type. Small letters, digits and hyphens come through every system unharmed.",
    wrong: at(
        "content/pages/About Us.md",
        "---\ntitle: About us\n---\nThe figures are our own.",
    ),
    right: at(
        "content/pages/about-us.md",
        "---\ntitle: About us\n---\nThe figures are our own.",
    ),
};

pub(in crate::diag) const DUPLICATE_ID: Explanation = Explanation {
    more: "An objective's page keeps its address for ever, also when a new plan begins, so no two plans may use one id. The same goes for a quarter that is a file and a folder at once, and for two comments of one voice on one thing.",
    wrong: at(
        "content/plans/2017-18.yaml",
        "title: Council plan 2017/18\nfrom: 2017-18 Q1\nobjectives:\n  safe: { title: Children are safer }",
    ),
    right: at(
        "content/plans/2017-18.yaml",
        "title: Council plan 2017/18\nfrom: 2017-18 Q1\nobjectives:\n  safer: { title: Children are safer }",
    ),
};

pub(in crate::diag) const UNKNOWN_MEASURE: Explanation = Explanation {
    more: "An entry is filed under its measure's id, which is the name of the measure's file. Under any other name the figure would never be shown. Correct the id, or write the measure's file first.",
    wrong: at("content/quarters/2016-17-q1.yaml", "values:\n  a22: 88"),
    right: at("content/quarters/2016-17-q1.yaml", "values:\n  a2: 88"),
};

pub(in crate::diag) const MISSPELT_NAME: Explanation = Explanation {
    more: "Where every place that uses a name writes it in one way, and the one place that gives it is a letter off, the slip is most likely there. It is told in that place alone, since the others are right.",
    wrong: at("content/site.yaml", "groups: [Chidlren, Council]"),
    right: at("content/site.yaml", "groups: [Children, Council]"),
};

pub(in crate::diag) const UNKNOWN_OBJECTIVE: Explanation = Explanation {
    more: "A measure stands on the page of the objective that it names. A misspelt one would leave the objective without its measure.",
    wrong: at("content/measures/a2.yaml", "objective: sfae"),
    right: at("content/measures/a2.yaml", "objective: safe"),
};

pub(in crate::diag) const UNKNOWN_QUARTER: Explanation = Explanation {
    more: "A link to a quarter leads to its page, and there is none without its file in content/quarters/.",
    wrong: at(
        "content/pages/about.md",
        "---\ntitle: About this site\n---\nSee [last year](quarter:2014-15-q1).",
    ),
    right: at(
        "content/pages/about.md",
        "---\ntitle: About this site\n---\nSee [April to June 2016](quarter:2016-17-q1).",
    ),
};

pub(in crate::diag) const UNKNOWN_VOICE: Explanation = Explanation {
    more: "Readers must know who speaks. Each voice has its name and its body under `voices:` in site.yaml, and stands in the name of the comment's file: a2.provider.md.",
    wrong: at(
        "content/commentary/2016-17-q1/measures/a2.trust.md",
        "Two teams have been joined.",
    ),
    right: at(
        "content/commentary/2016-17-q1/measures/a2.provider.md",
        "Two teams have been joined.",
    ),
};

pub(in crate::diag) const UNKNOWN_TARGET: Explanation = Explanation {
    more: "A reference leads to something that has a page. A background quarter has none, because it is known from later reports only; its figures can be quoted, and its name can be written as plain text.",
    wrong: at(
        "content/pages/about.md",
        "---\ntitle: About this site\n---\nThe figures begin with [last spring](quarter:2015-16-q4).",
    ),
    right: at(
        "content/pages/about.md",
        "---\ntitle: About this site\n---\nThe figures begin with January to March 2016.",
    ),
};

pub(in crate::diag) const UNPUBLISHED_REFERENCE: Explanation = Explanation {
    more: "Nothing of a quarter may be seen before its day of publication, not even that it is there. A text that is public and refers to it would say so. Mark the text as a draft, or add the reference later.",
    wrong: at(
        "content/pages/about.md",
        "---\ntitle: About this site\n---\nSee [July to September](quarter:2016-17-q2).",
    ),
    right: at(
        "content/pages/about.md",
        "---\ntitle: About this site\ndraft: true\n---\nSee [July to September](quarter:2016-17-q2).",
    ),
};

pub(in crate::diag) const STRAY_FILE: Explanation = Explanation {
    more: "Everything in content/ lies in the folder that says what it is. What lies elsewhere is read by nothing: its author would believe that it is published. Notes of your own go outside content/.",
    wrong: at("content/notes.md", "Ask the provider about May."),
    right: at(
        "content/pages/notes.md",
        "---\ntitle: Notes on the figures\n---\nThe provider has corrected May.",
    ),
};

pub(in crate::diag) const NOT_READ: Explanation = Explanation {
    more: "A symbolic link out of the site's folder would publish whatever it leads to, such as the passwords of the machine that builds the site. Pipes, devices and folders with the name of a file are not read either. Where content/ or themes/ as a whole is your own link to elsewhere, links may lead into the repository that it leads to.",
    wrong: at("content/pages/about.md", "(a link to ../../../about.md)"),
    right: at(
        "content/pages/about.md",
        "---\ntitle: About this site\n---\nThe figures are the council's own.",
    ),
};

pub(in crate::diag) const LANGUAGE: Explanation = Explanation {
    more: "Every heading and sentence of a page comes from one table for each language. Until a language has its own, pages are made in English, and texts in other languages are kept for later.",
    wrong: at("content/site.yaml", "languages: [en, cy]"),
    right: at("content/site.yaml", "languages: [en]"),
};

pub(in crate::diag) const SETTING: Explanation = Explanation {
    more: "Settings of site.yaml reach every page. One that cannot be used is refused before it does harm: an address without its `{path}` would lead every editor to the same page.",
    wrong: at(
        "content/site.yaml",
        "edit_url: https://www.example.gov.uk/edit/",
    ),
    right: at(
        "content/site.yaml",
        "edit_url: https://www.example.gov.uk/edit/{path}",
    ),
};

pub(in crate::diag) const ACCESSIBILITY: Explanation = Explanation {
    more: "Regulations of 2018 ask public bodies for an accessibility statement on each website, reviewed at least once a year. It says how far the site complies, what was tested and when, and whom to write to; what nobody tested is not claimed.",
    wrong: at(
        "content/site.yaml",
        "accessibility: { prepared: 2016-07-01, contact: access@example.gov.uk }",
    ),
    right: at(
        "content/site.yaml",
        "accessibility: { prepared: 2016-07-01, reviewed: 2016-07-01, tested: 2016-06-28, compliance: full, contact: access@example.gov.uk }",
    ),
};

pub(in crate::diag) const PLANS: Explanation = Explanation {
    more: "In every quarter one council plan is in force, and its objectives are the ones that are shown. So a plan begins before it ends, and ends before the next one begins.",
    wrong: at(
        "content/plans/2017-18.yaml",
        "title: Council plan 2017/18\nfrom: 2016-17 Q4\nobjectives:\n  safer: { title: Children are safer }",
    ),
    right: at(
        "content/plans/2017-18.yaml",
        "title: Council plan 2017/18\nfrom: 2017-18 Q1\nobjectives:\n  safer: { title: Children are safer }",
    ),
};
