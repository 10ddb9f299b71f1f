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
    use jiff::civil::date;

    use crate::model::published::{self, Fact};
    use crate::model::{Figures, Quarter, Reason, RecordedChange, Text, restored};

    fn change(fact: &Fact, quarter: Quarter) -> RecordedChange {
        RecordedChange {
            holder: fact.holder.clone(),
            field: fact.field,
            quarter,
            was: Some(Text::new(&fact.value)),
            now: Some(Text::new(&fact.value)),
            on: date(2016, 12, 31),
            reason: Reason {
                because: Text::new("A test."),
                decided: None,
            },
        }
    }

    /// The promises and results of a site, each with its quarter.
    fn facts(figures: &Figures) -> (Vec<Fact>, Vec<(Quarter, Fact)>) {
        let measures = figures.measures.values();
        let measures = measures.flat_map(|whole| whole.with_members());
        let promises = measures.flat_map(published::measure_facts);
        let promises = promises.chain(figures.plans.values().flat_map(published::plan_facts));
        let promises = promises.chain(published::site_facts(&figures.site));
        let mut results = Vec::new();
        for (quarter, report) in &figures.quarters {
            for (id, series) in &figures.series {
                let entry = series.entry_of(*quarter, None);
                let unit = figures.measure(id).map(|measure| &measure.unit);
                let own = entry.zip(unit);
                let own = own.map(|(entry, unit)| published::entry_facts(id, unit, entry));
                results.extend(own.into_iter().flatten().map(|fact| (*quarter, fact)));
            }
            let own = published::quarter_facts(report).into_iter();
            results.extend(own.map(|fact| (*quarter, fact)));
        }
        (promises.collect(), results)
    }

    /// What the program writes into a record it can also read: setting a fact back to its value changes nothing.
    #[test]
    fn every_published_fact_can_be_set_back() {
        let site = super::sites().next().expect("a site");
        let (promises, results) = set_back(&site.report.figures);
        assert!(promises > 90 && results > 20, "{promises}, {results}");
    }

    /// The same for figures that are not numbers, and units of the council's own.
    #[test]
    fn so_can_facts_in_other_units() {
        let files: Vec<(&str, &str)> = super::FILES.iter().copied().chain(UNITS).collect();
        let site = super::read(&files).expect("a sound site");
        let (promises, results) = set_back(&site.report.figures);
        assert!(promises > 120 && results > 30, "{promises}, {results}");
    }

    const UNITS: [(&str, &str); 5] = [
        (
            "content/measures/calls.yaml",
            "title: Calls\nunit: { duration: seconds }\nbetter: lower\nreported: { until: 2014-15 Q3 }\nperiod: in_quarter\nmeaningful_change: 10s\nparts: { day: Day, night: Night }\ntargets:\n  - { from: 2014-15 Q3, target: 4m 30s, tolerance: 5:00, beside: [{ name: Aspiration, value: 4m }] }\n  - { from: 2014-15 Q4, target: 4m, tolerance: { points: 30s } }\n",
        ),
        (
            "content/measures/flag.yaml",
            "title: Flag\nunit: { results: { Achieved: on_target, Not achieved: red } }\nreported: { until: 2014-15 Q3 }\nperiod: snapshot\n",
        ),
        (
            "content/measures/repairs.yaml",
            "title: Repairs\nunit: { duration: hours }\nbetter: between\nreported: { until: 2014-15 Q3 }\nperiod: in_quarter\ntargets:\n  - { from: 2014-15 Q3, target: { low: 1 day, high: 3 days 4 hours }, tolerance: { low: 12 hours, high: 4 days } }\n",
        ),
        (
            "content/measures/waste.yaml",
            "title: Waste\nunit: { one: tonne, many: tonnes, short: t }\nbetter: lower\nreported: { until: 2014-15 Q3 }\nperiod: in_quarter\nno_target: To be set.\n",
        ),
        (
            "content/quarters/2014-15-q3.yaml",
            "publish_on: 2015-02-01\nvalues:\n  calls: { value: 4m 40s, forecast: 4:10, margin: 5s, parts: { day: 4m 30s, night: 10s }, months: { 2014-10: 1h 0m 5s } }\n  flag: { value: Achieved, forecast: Not achieved }\n  repairs: 2 days 1 hour\n  waste: <5\n  delays: { as_printed: 20-25 }\n",
        ),
    ];

    /// Sets each published fact back to its value, and returns how many promises and results there are.
    fn set_back(figures: &Figures) -> (usize, usize) {
        let (promises, results) = facts(figures);
        let latest = figures.latest().expect("a quarter");
        // A record of these names what was added or left out, but not all of it.
        let part = [
            "parts",
            "benchmarks",
            "outturns",
            "baselines",
            "rebase",
            "priorities",
        ];
        let lists = ["performing_well", "improvement", "publish_on"];
        let promises = promises.iter().filter(|fact| !part.contains(&fact.field));
        let promises: Vec<&Fact> = promises.collect();
        for fact in &promises {
            let mut then = figures.clone();
            let done = restored::promise(&mut then, &change(fact, latest));
            assert!(done.is_some() && then == *figures, "{fact:?}");
        }
        let results = results
            .iter()
            .filter(|(_, fact)| !lists.contains(&fact.field));
        let results: Vec<_> = results.collect();
        for (quarter, fact) in &results {
            let mut then = figures.clone();
            let done = restored::result(&mut then, &change(fact, *quarter));
            assert!(done.is_some(), "{fact:?}");
            assert_eq!(facts(&then), facts(figures), "{fact:?}");
        }
        for measure in figures.measures.values() {
            for target in measure.judgement.targets() {
                let text = published::target(target, &measure.unit);
                let holder = crate::model::Holder::Measure(measure.id.clone());
                let fact = Fact {
                    holder,
                    field: "target",
                    value: text,
                    kind: published::FactKind::Promise,
                };
                let mut then = figures.clone();
                let done = restored::promise(&mut then, &change(&fact, target.from));
                assert!(done.is_some() && then == *figures, "{fact:?}");
            }
        }
        (promises.len(), results.len())
    }

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
