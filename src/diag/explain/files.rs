//! Files, ids and references.

use super::{Explanation, in_both};

pub(in crate::diag) const BAD_ID: Explanation = Explanation {
    more: "The name of a file is its id, and its id becomes an address that others link to and type. Lower case letters, digits and hyphens work in every system.",
    paths: ["content/pages/About Us.md", "content/pages/about-us.md"],
    wrong: "---\ntitle: About us\n---\nThe figures are our own.",
    right: "---\ntitle: About us\n---\nThe figures are our own.",
};

pub(in crate::diag) const DUPLICATE_ID: Explanation = Explanation {
    more: "The page of an objective keeps its address when a new plan starts, so two plans cannot use the same id. In the same way, a quarter cannot be both a file and a folder, and a voice cannot have two comments on the same thing.",
    paths: in_both("content/plans/2017-18.yaml"),
    wrong: "title: Council plan 2017/18\nfrom: 2017-18 Q1\nobjectives:\n  safe: { title: Children are safer }",
    right: "title: Council plan 2017/18\nfrom: 2017-18 Q1\nobjectives:\n  safer: { title: Children are safer }",
};

pub(in crate::diag) const UNKNOWN_MEASURE: Explanation = Explanation {
    more: "The name of an entry is the id of its measure, which is the name of the measure's file. With any other name the figure would not be shown. Correct the id, or create the measure's file first.",
    paths: in_both("content/quarters/2016-17-q1.yaml"),
    wrong: "values:\n  a22: 88",
    right: "values:\n  a2: 88",
};

pub(in crate::diag) const MISSPELT_NAME: Explanation = Explanation {
    more: "If a name is spelt the same way everywhere it is used, but differently where it is defined, the mistake is probably in the definition. It is reported only there.",
    paths: in_both("content/site.yaml"),
    wrong: "groups: [Chidlren, Council]",
    right: "groups: [Children, Council]",
};

pub(in crate::diag) const UNKNOWN_OBJECTIVE: Explanation = Explanation {
    more: "A measure appears on the page of its objective. If the objective is misspelt, the measure would be missing from that page.",
    paths: in_both("content/measures/a2.yaml"),
    wrong: "objective: sfae",
    right: "objective: safe",
};

pub(in crate::diag) const UNKNOWN_QUARTER: Explanation = Explanation {
    more: "A link to a quarter leads to its page. A quarter has a page only if it has a file in content/quarters/.",
    paths: in_both("content/pages/about.md"),
    wrong: "---\ntitle: About this site\n---\nSee [last year](quarter:2014-15-q1).",
    right: "---\ntitle: About this site\n---\nSee [April to June 2016](quarter:2016-17-q1).",
};

pub(in crate::diag) const UNKNOWN_VOICE: Explanation = Explanation {
    more: "Readers need to know who is commenting. Each voice has a name and a body under `voices:` in site.yaml, and its id is part of the comment's file name: a2.provider.md.",
    paths: [
        "content/commentary/2016-17-q1/measures/a2.trust.md",
        "content/commentary/2016-17-q1/measures/a2.provider.md",
    ],
    wrong: "Two teams have been joined.",
    right: "Two teams have been joined.",
};

pub(in crate::diag) const UNKNOWN_TARGET: Explanation = Explanation {
    more: "A reference must lead to a page. A background quarter has no page, because its figures are taken from later reports. You can quote its figures and write its name as plain text.",
    paths: in_both("content/pages/about.md"),
    wrong: "---\ntitle: About this site\n---\nThe figures begin with [last spring](quarter:2015-16-q4).",
    right: "---\ntitle: About this site\n---\nThe figures begin with January to March 2016.",
};

pub(in crate::diag) const UNPUBLISHED_REFERENCE: Explanation = Explanation {
    more: "Nothing about a quarter may be public before its publication day, not even that it exists. Mark the text as a draft, or add the reference later.",
    paths: in_both("content/pages/about.md"),
    wrong: "---\ntitle: About this site\n---\nSee [July to September](quarter:2016-17-q2).",
    right: "---\ntitle: About this site\ndraft: true\n---\nSee [July to September](quarter:2016-17-q2).",
};

pub(in crate::diag) const STRAY_FILE: Explanation = Explanation {
    more: "Each kind of file has its own folder in content/. A file anywhere else is not used, although its author may believe that it is published. Keep your own notes outside content/.",
    paths: ["content/notes.md", "content/pages/notes.md"],
    wrong: "Ask the provider about May.",
    right: "---\ntitle: Notes on the figures\n---\nThe provider has corrected May.",
};

pub(in crate::diag) const NOT_READ: Explanation = Explanation {
    more: "A symbolic link out of the site's folder would publish the file it leads to, such as the passwords of the machine that builds the site. Pipes, devices and folders with the name of a file are not read either. If content/ or themes/ is itself a link, links inside it may lead anywhere in the repository that it leads to.",
    paths: in_both("content/pages/about.md"),
    wrong: "(a link to ../../../about.md)",
    right: "---\ntitle: About this site\n---\nThe figures are the council's own.",
};

pub(in crate::diag) const LANGUAGE: Explanation = Explanation {
    more: "The headings and sentences of pages come from one table for each language. Only English is available so far. Texts in other languages are checked but not shown.",
    paths: in_both("content/site.yaml"),
    wrong: "languages: [en, cy]",
    right: "languages: [en]",
};

pub(in crate::diag) const SETTING: Explanation = Explanation {
    more: "Settings in site.yaml affect every page, so one that cannot be used is an error. For example, an `edit_url` without `{path}` would lead every editor to the same page.",
    paths: in_both("content/site.yaml"),
    wrong: "edit_url: https://www.example.gov.uk/edit/",
    right: "edit_url: https://www.example.gov.uk/edit/{path}",
};

pub(in crate::diag) const ACCESSIBILITY: Explanation = Explanation {
    more: "Regulations of 2018 ask public bodies for an accessibility statement on each website, reviewed at least once a year. It says how far the site complies, what was tested and when, and whom to contact. Do not claim anything that was not tested.",
    paths: in_both("content/site.yaml"),
    wrong: "accessibility: { prepared: 2016-07-01, contact: access@example.gov.uk }",
    right: "accessibility: { prepared: 2016-07-01, reviewed: 2016-07-01, tested: 2016-06-28, compliance: full, contact: access@example.gov.uk }",
};

pub(in crate::diag) const PLANS: Explanation = Explanation {
    more: "One council plan applies in each quarter, and its objectives are shown. So a plan must start before it ends, and end before the next one starts.",
    paths: in_both("content/plans/2017-18.yaml"),
    wrong: "title: Council plan 2017/18\nfrom: 2016-17 Q4\nobjectives:\n  safer: { title: Children are safer }",
    right: "title: Council plan 2017/18\nfrom: 2017-18 Q1\nobjectives:\n  safer: { title: Children are safer }",
};
