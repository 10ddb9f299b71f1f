//! Sample sites with which a site's own templates are tested. A council may not have reported a risk yet, and its
//! template must show one correctly when it does. Tests use the same site.

use std::sync::{Arc, LazyLock};

use jiff::civil::date;

use super::{JudgedSite, Session};
use crate::check::{DraftContent, Edition};
use crate::source::SourceTree;

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        [$((concat!("content/", $path), include_str!(concat!("sample/content/", $path)))),*]
    };
}

/// The first site uses every feature; the second has only settings.
static FILES: [(&str, &str); 20] = files![
    "site.yaml",
    "plans/2016-17.yaml",
    "measures/a2.yaml",
    "measures/a3.yaml",
    "measures/b8.yaml",
    "measures/checks.yaml",
    "measures/delays.yaml",
    "measures/e1.yaml",
    "measures/homes.yaml",
    "measures/survey.yaml",
    "measures/vacancies.yaml",
    "quarters/2015-16-q4.yaml",
    "quarters/2016-17-q1.yaml",
    "quarters/2016-17-q2.yaml",
    "commentary/2016-17-q1/overview.md",
    "commentary/2016-17-q1/measures/a2.council.md",
    "commentary/2016-17-q1/measures/a2.provider.md",
    "reports/2016-09-27-scrutiny.md",
    "scrutiny/2016-09-27-delays.md",
    "pages/about.md",
];

static SITES: LazyLock<[Option<Arc<JudgedSite>>; 2]> =
    LazyLock::new(|| [read(&FILES), read(&FILES[..1])]);

pub(super) fn sites<'a>() -> impl Iterator<Item = &'a JudgedSite> {
    SITES.iter().flatten().map(AsRef::as_ref)
}

fn read(files: &[(&str, &str)]) -> Option<Arc<JudgedSite>> {
    let tree: SourceTree = files.iter().copied().collect();
    let edition = Edition {
        as_of: date(2016, 12, 31),
        drafts: DraftContent::LeftOut,
    };
    Session::default().read(&tree, &edition).judged
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_samples_are_sound() {
        assert_eq!(super::sites().count(), 2);
    }

    #[test]
    fn reading_counts_only_the_quarters_whose_lists_an_editor_has_changed() {
        let site = super::read(&super::FILES).expect("a sound site");
        let counted = site.assessment.counted().map(|quarter| quarter.to_string());
        assert_eq!(counted.collect::<Vec<_>>(), ["2016-17 Q1"]);
    }
}
