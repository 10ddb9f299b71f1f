//! A measure's page: the figure, its rating with the arithmetic, the run of quarters, both voices, what is counted.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::model::{Entry, Measure, Quarter, Subject};
use crate::site::choose::latest;
use crate::site::context::Context;
use crate::site::part::collected::Collected;
use crate::site::part::facts::{Fact, FactTable, fact};
use crate::site::part::frame::PageTitle;
use crate::site::part::histories::{self, RatingHistory};
use crate::site::part::links::LinkView;
use crate::site::part::pictures::{self, PictureView};
use crate::site::part::rows::{self, MeasureRow};
use crate::site::part::share::{self, ShareView};
use crate::site::part::trend::Standing;
use crate::site::part::voices::{self, Voices};
use crate::site::route::{Links, Route};
use crate::site::say::directions::{DirectionView, direction};
use crate::site::say::publication::published;
use crate::site::say::{figures, held, periods, titles, verdicts};
use crate::site::words::fill;

/// A measure's page.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MeasureView {
    /// "A2"; empty where nothing is printed.
    pub reference: String,
    /// "Single assessments completed on time".
    pub title: String,
    /// "Social care pathway"; empty for none.
    pub group: String,
    /// "April to June 2016 (Quarter 1, 2016/17)".
    pub period: String,
    /// The latest figure and its verdict.
    pub latest: MeasureRow,
    /// Since when it has been rated so, where it is not hard to shift; else empty.
    pub held: String,
    /// Target, tolerance, forecast and the like.
    pub facts: Vec<Fact>,
    /// On last quarter.
    pub on_last_quarter: DirectionView,
    /// On the same quarter last year.
    pub on_last_year: DirectionView,
    /// The members of a composite.
    pub members: Vec<MeasureRow>,
    /// How it, or each of its members, was rated so far; empty where there is nothing to look back on.
    pub history: Vec<RatingHistory>,
    /// The keys of the page's charts: its own, or one for each member.
    pub charts: Vec<String>,
    /// Of a composition, its parts as a bar.
    pub parts: Option<PictureView>,
    /// Parts, months, benchmarks, outturns, baselines.
    pub tables: Vec<FactTable>,
    /// What readers must know.
    pub notes: Vec<String>,
    /// The comments of the latest quarter.
    pub voices: Voices,
    /// Said where there is none.
    pub no_comment: String,
    /// How it can be shown elsewhere.
    pub share: ShareView,
    /// Comments of earlier quarters, the latest first.
    pub earlier: Vec<Voices>,
    /// What is counted, where it comes from, who answers for it.
    pub details: Vec<Fact>,
    /// Its objectives.
    pub objectives: Vec<LinkView>,
    /// The shorthand that is used, explained.
    pub shorthand: Vec<String>,
    /// The quarter's page.
    pub quarter: LinkView,
}

pub(super) fn page(context: &Context, measure: &Measure) -> Option<Page> {
    let route = Route::Measure(measure.id.clone());
    let links = context.links(&route);
    let quarter = latest::latest_quarter(context, &measure.id)?;
    let latest = rows::row(context, &measure.id, quarter, &links)?;
    let title = measure.title.as_str();
    let description = format!("{}: {} {}", title, latest.figure, latest.verdict.sentence);
    let report = &context.report.quarters[&quarter];
    let slots = [
        ("title", &*titles::distinct_title(context, measure)),
        ("quarter", &periods::quarter(context.words, quarter)),
    ];
    let title_in_quarter = fill(context.words.measure_in_quarter, &slots);
    let head = PageTitle::new(route, &title_in_quarter, &description)
        .below(vec![(context.words.measures.to_owned(), Route::Measures)])
        .published(Some(published(context, report)));
    let mut collected = Collected::default();
    let view = MeasurePage {
        context,
        measure,
        quarter,
        links,
    }
    .view(latest, &mut collected)?;
    let view = View::Measure(Box::new(view));
    Some(Page::new(context, head, view).with(collected))
}

/// What a measure's page is made from.
pub(super) struct MeasurePage<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) measure: &'a Measure,
    pub(super) quarter: Quarter,
    pub(super) links: Links,
}

impl MeasurePage<'_> {
    pub(super) fn entry(&self) -> Option<&Entry> {
        self.context.report.entry(self.quarter, &self.measure.id)
    }

    fn view(&self, latest: MeasureRow, collected: &mut Collected) -> Option<MeasureView> {
        let context = self.context;
        let measure = self.measure;
        let judged = context.assessment.judged(self.quarter, &measure.id)?;
        let subject = verdicts::subject(context, measure);
        let members = measure.members().iter();
        Some(MeasureView {
            reference: measure.reference.clone().unwrap_or_default(),
            title: measure.title.as_str().to_owned(),
            group: measure.group.clone().unwrap_or_default(),
            period: periods::quarter_in_full(context.words, self.quarter),
            held: held::held(context, judged),
            latest,
            facts: self.facts(),
            on_last_quarter: direction(
                &subject,
                &judged.direction.previous,
                self.quarter.previous(),
            ),
            on_last_year: direction(
                &subject,
                &judged.direction.last_year,
                self.quarter.last_year(),
            ),
            members: members.filter_map(|member| self.member(member)).collect(),
            history: histories::histories(context, measure, self.quarter),
            charts: collected.charts_of(context, measure, ("", Standing::OwnPage)),
            parts: pictures::picture(context, measure, self.quarter)
                .filter(|picture| !picture.parts.is_empty()),
            tables: self.tables(),
            notes: self.notes(),
            voices: self.voices(self.quarter, collected),
            no_comment: voices::no_comment(context, self.quarter),
            share: share::share(context, measure, &self.links),
            earlier: self.earlier(collected),
            details: self.details(),
            objectives: self.objectives(),
            shorthand: rows::shorthand(context, self.entries()),
            quarter: LinkView {
                label: fill(
                    context.words.see_quarter,
                    &[("quarter", &periods::quarter(context.words, self.quarter))],
                ),
                href: self.links.to(&Route::Quarter(self.quarter)),
            },
        })
    }

    /// A member on the page of its composite, where neither whose part it is nor a link needs saying.
    fn member(&self, member: &Measure) -> Option<MeasureRow> {
        let row = rows::row(self.context, &member.id, self.quarter, &self.links)?;
        Some(MeasureRow {
            part_of: String::new(),
            href: String::new(),
            ..row
        })
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        let series = self.context.report.series.get(&self.measure.id);
        let all = series.into_iter().flat_map(|series| series.entries());
        let all = all.map(|(_, entry)| entry);
        all.flat_map(|entry| std::iter::once(entry).chain(entry.members.values()))
    }

    fn facts(&self) -> Vec<Fact> {
        let words = self.context.words;
        let subject = verdicts::subject(self.context, self.measure);
        let target = self.measure.judgement.target_in(self.quarter);
        let goal = crate::assess::rating::goal_in(self.measure, self.quarter);
        let mut facts = Vec::new();
        if let Some(target) = target {
            let since = fill(
                words.in_force_since,
                &[("quarter", &periods::quarter(words, target.from))],
            );
            let by = target
                .set_by
                .as_ref()
                .map(|who| fill(words.set_by, &[("who", who.as_str())]));
            let detail = std::iter::once(since)
                .chain(by)
                .collect::<Vec<_>>()
                .join(", ");
            facts.push(Fact {
                label: words.target.to_owned(),
                text: subject.target(goal),
                detail,
            });
            if target.profile.is_some() {
                let of_year = subject.target(Some(target.goal));
                facts.push(fact(words.target_of_year, &of_year));
            }
        }
        if let Some(tolerance) = subject.tolerance(goal) {
            facts.push(Fact {
                label: words.tolerance.to_owned(),
                text: tolerance,
                detail: String::new(),
            });
        }
        if let Some(entry) = self.entry() {
            if let Some(cohort) = entry.cohort {
                let sentence = if cohort == Decimal::ONE {
                    words.one_case
                } else {
                    words.cohort
                };
                let cohort = figures::grouped(cohort);
                facts.push(fact(
                    words.rests_on,
                    &fill(sentence, &[("cohort", &cohort)]),
                ));
            }
            if let Some((numerator, denominator)) = entry.fraction {
                let (numerator, denominator) =
                    (figures::grouped(numerator), figures::grouped(denominator));
                let slots = [("numerator", &*numerator), ("denominator", &*denominator)];
                facts.push(fact(words.worked_out_from, &fill(words.fraction, &slots)));
            }
        }
        facts
    }

    fn notes(&self) -> Vec<String> {
        let words = self.context.words;
        let of_figure = self.entry().and_then(|entry| entry.note.as_ref());
        let of_members = self
            .entry()
            .into_iter()
            .flat_map(|entry| entry.members.values())
            .filter_map(|m| m.note.as_ref());
        let breaks = self.measure.breaks.iter().map(|b| {
            let slots = [
                ("quarter", &*periods::quarter(words, b.from)),
                ("because", b.because.as_str()),
            ];
            fill(words.break_from, &slots)
        });
        let own = of_figure
            .into_iter()
            .chain(of_members)
            .chain(&self.measure.notes)
            .map(|note| note.as_str().to_owned());
        own.chain(breaks).collect()
    }

    fn voices(&self, quarter: Quarter, collected: &mut Collected) -> Voices {
        let subject = Subject::Measure(self.measure.id.clone());
        voices::voices(self.context, quarter, &subject, &self.links, collected)
    }

    fn earlier(&self, collected: &mut Collected) -> Vec<Voices> {
        let quarters: Vec<Quarter> = self
            .context
            .report
            .published()
            .map(|quarter| quarter.quarter)
            .collect();
        let earlier = quarters
            .into_iter()
            .rev()
            .filter(|quarter| *quarter < self.quarter);
        earlier
            .map(|quarter| self.voices(quarter, collected))
            .filter(|voices| !voices.comments.is_empty())
            .collect()
    }
}
