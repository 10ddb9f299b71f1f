//! A measure's page: the figure, its rating with the arithmetic, earlier quarters, comments, and what is counted.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::model::{Aim, Entry, Goal, Measure, MeasureId, Quarter, Related, Subject, Target};
use crate::site::choose::sections;
use crate::site::context::Context;
use crate::site::part::{self, facts::fact};
use crate::site::part::{
    Collected, Fact, FactTable, LineView, LinkView, MeasureRow, NamedIn, PageTitle, PictureView,
    Placement, QuarterComments, QuestionsView, RatingHistory, ShareView, about, comments,
    histories, links, pictures, questions, registers, rows, share,
};

use crate::site::phrases::{
    ComparisonView, MeasureInQuarter, changes, covers, figures, held, names, periods, runs,
};
use crate::site::route::Route;
use crate::site::words::fill;

/// A measure's page.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MeasureView {
    /// The reference that reports print: "A2". `None` if it has none.
    pub reference: Option<String>,
    /// The title: "Single assessments completed on time".
    pub title: String,
    /// The group: "Social care pathway". `None` for no group.
    pub group: Option<String>,
    /// The responsible officer. `None` if the measure names none.
    pub owner: Option<String>,
    /// Whom to ask about it and its members: "Questions about this measure: Waste team". Empty if it names no one.
    pub contacts: Vec<LineView>,
    /// The latest quarter: "April to June 2016 (Quarter 1, 2016/17)".
    pub period: String,
    /// The measure in that quarter: the figure and its rating.
    pub latest: MeasureRow,
    /// When the next figure is due: "Next: January to March 2017". `None` if one is due every quarter.
    pub next_due: Option<String>,
    /// Since when it has had this rating. `None` if it is hard to shift, which `latest` says, or if that is not known.
    pub held: Option<String>,
    /// What the rating would be under earlier targets. Empty if it would be the same.
    pub earlier_targets: Vec<String>,
    /// The target, the tolerance, and what the figure is based on.
    pub facts: Vec<Fact>,
    /// Its directions of travel, by what they compare with.
    pub comparisons: Vec<ComparisonView>,
    /// The members of a composite. Empty for other measures.
    pub members: Vec<MeasureRow>,
    /// Its ratings in earlier quarters, or those of its members. Empty if there are none.
    pub history: Vec<RatingHistory>,
    /// The keys of the page's charts: its own, or one for each member; then those of whole years.
    pub charts: Vec<String>,
    /// The parts of a composition as a bar. `None` for other measures.
    pub parts: Option<PictureView>,
    /// Tables of parts, months, benchmarks, outturns, baselines, forecasts and revisions.
    pub tables: Vec<FactTable>,
    /// What was promised of it before, and why that changed. No rows if nothing has changed.
    pub changes: FactTable,
    /// A link to the changes of all measures. `None` if the site has no such page.
    pub all_changes: Option<LinkView>,
    /// Links to all forecasts and all revisions of the site, if the measure has any.
    pub records: Vec<LinkView>,
    /// Notes on its figures and breaks in the series.
    pub notes: Vec<String>,
    /// Comments on the latest quarter.
    pub voices: QuarterComments,
    /// The text to show if there are none.
    pub no_comment: String,
    /// Questions of committees about it. `None` if there are none.
    pub questions: Option<QuestionsView>,
    /// What is being done: the actions, risks and challenges that name it, by register.
    pub being_done: Vec<NamedIn>,
    /// How other websites can show it.
    pub share: ShareView,
    /// Comments on earlier quarters, latest first.
    pub earlier: Vec<QuarterComments>,
    /// What is counted, the data source and other details.
    pub details: Vec<Fact>,
    /// Links to its objectives. If a plan has ended, the label says so.
    pub objectives: Vec<LinkView>,
    /// The shorthand that its figures use, explained.
    pub shorthand: Vec<String>,
    /// A link to the quarter's page.
    pub quarter: LinkView,
    /// A link to the measure before it in its group. `None` for the first.
    pub previous: Option<LinkView>,
    /// A link to the measure after it in its group. `None` for the last.
    pub next: Option<LinkView>,
}

pub(super) fn page(context: &Context, measure: &Measure) -> Option<Page> {
    let quarter = sections::latest_quarter(context, &measure.id)?;
    let latest = rows::row(context, &measure.id, quarter)?;
    let title = measure.title.as_str();
    let members = rows::member_figures(context, measure, quarter);
    let said = [format!("{title}: {}", latest.verdict.label)].into_iter();
    let said = said.chain(runs::run(context, measure, quarter).map(|found| found.title));
    // What is not due has the same label and brief.
    let brief = Some(latest.brief.clone()).filter(|brief| *brief != latest.verdict.label);
    let said = said.chain(brief).chain(members);
    let said: Vec<String> = said.filter(|text| !text.is_empty()).collect();
    let description = format!("{}.", said.join(". ").trim_end_matches('.'));
    let own = MeasureInQuarter::new(context, &measure.id, quarter)?;
    let slots = [
        ("title", &*names::distinct_title(context, measure)),
        ("quarter", &own.period_name()),
    ];
    let title_in_quarter = fill(context.words.measure_in_quarter, &slots);
    let head = PageTitle::new(title_in_quarter, description)
        .below(vec![(context.words.measures.to_owned(), Route::Measures)])
        .published(context, Some(quarter));
    let mut collected = Collected::default();
    let view = View::Measure(Box::new(own.view(latest, &mut collected)));
    Some(Page::new(context, head, view).with(collected))
}

impl MeasureInQuarter<'_> {
    fn view(&self, latest: MeasureRow, collected: &mut Collected) -> MeasureView {
        let (context, measure, judged) = (self.context, self.subject.measure, self.judged);
        let members = measure.members().iter();
        let beside = sections::beside(context, measure);
        let [previous, next] = beside.map(|one| Some(links::measure_link(context, one?)));
        MeasureView {
            reference: measure.reference.clone(),
            title: measure.title.as_str().to_owned(),
            group: measure.group.clone(),
            owner: names::owner(context, measure),
            contacts: about::contacts(context, measure),
            period: self.period_in_full(),
            next_due: context.report.latest().and_then(|now| self.next_due(now)),
            held: held::held(context, measure, judged),
            latest,
            earlier_targets: changes::of_rating(context, measure, self.quarter),
            facts: self.facts(),
            comparisons: self.directions(),
            members: members.filter_map(|member| self.member(member)).collect(),
            history: histories::histories(context, measure, self.quarter),
            charts: [
                collected.months_of(context, measure, ("", Placement::OwnPage)),
                collected.charts_of(context, measure, ("", Placement::OwnPage)),
                collected.years_of(context, measure),
            ]
            .concat(),
            parts: pictures::picture(context, measure, self.quarter)
                .filter(|picture| !picture.parts.is_empty()),
            tables: self.tables(),
            changes: part::changes::changes(context, measure),
            all_changes: links::changes_link(context),
            records: self.records(),
            notes: self.notes(),
            voices: self.comments(self.quarter, collected),
            no_comment: comments::no_comment(context, self.quarter),
            questions: self.questions(collected),
            being_done: self.being_done(),
            share: share::share(context, measure),
            earlier: self.earlier(collected),
            details: self.details(),
            objectives: self.objectives(),
            shorthand: rows::shorthand(context, self.entries()),
            quarter: links::quarter_link_as(context, self.quarter, context.words.see_quarter),
            previous,
            next,
        }
    }

    /// Returns a member for the page of its whole, without a link and the name of the whole.
    fn member(&self, member: &Measure) -> Option<MeasureRow> {
        let row = rows::row(self.context, &member.id, self.quarter)?;
        Some(MeasureRow {
            title: member.title.as_str().to_owned(),
            href: String::new(),
            ..row
        })
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        let series = self.context.report.series.get(&self.subject.measure.id);
        let all = series.into_iter().flat_map(|series| series.entries());
        let all = all.map(|(_, entry)| entry);
        all.flat_map(|entry| std::iter::once(entry).chain(entry.members.values()))
    }

    fn facts(&self) -> Vec<Fact> {
        let words = self.subject.words;
        let (subject, measure) = (&self.subject, self.subject.measure);
        let target = measure.target_in(self.quarter);
        let goal = match self.so_far() {
            Some(_) => self.judged.current.goal,
            None => self.context.assessment.goal_in(measure, self.quarter),
        };
        let figure = self.entry.and_then(|entry| entry.reported.figure());
        let told = subject.distinct_from_goal(figure.map(|figure| figure.shown()), goal);
        let mut facts = Vec::new();
        if let Some(target) = target {
            let by = target.set_by.as_ref();
            let by = by.map(|who| fill(words.set_by, &[("who", who.as_str())]));
            let applies = self.in_force(target, goal);
            let detail: Vec<String> = applies.into_iter().chain(by).collect();
            let detail = detail.join(", ");
            // A profile that says nothing about this quarter is shown as it is.
            let asked = match (&target.aim, goal) {
                (Aim::Profile { .. }, None) => subject.whole(target),
                _ => told.target_in(self.quarter, goal),
            };
            facts.push(Fact {
                detail: Some(detail).filter(|detail| !detail.is_empty()),
                ..fact(words.target, &asked)
            });
            facts.extend(self.whole_target(target));
            let beside = target.beside.iter();
            facts.extend(beside.map(|line| Fact {
                detail: Some(words.not_judged.to_owned()),
                ..fact(line.name.as_str(), &told.line(line))
            }));
        }
        if let Some(tolerance) = told.tolerance(goal) {
            facts.push(fact(words.tolerance, &tolerance));
        }
        if let Some(figure) = self.entry.and_then(|entry| entry.year_to_date) {
            facts.push(Fact {
                detail: Some(covers::so_far(words, measure, self.quarter)),
                ..fact(self.name_of_year_so_far(), &told.marked(&figure))
            });
        }
        let margin = self.margin_in_words();
        facts.extend(margin.map(|margin| fact(words.margin_name, &margin)));
        let cases = self.cases();
        facts.extend(cases.map(|cases| fact(words.rests_on, &cases)));
        if let Some((numerator, denominator)) = self.entry.and_then(|entry| entry.fraction) {
            let (numerator, denominator) =
                (figures::grouped(numerator), figures::grouped(denominator));
            let slots = [("numerator", &*numerator), ("denominator", &denominator)];
            facts.push(fact(words.worked_out_from, &fill(words.fraction, &slots)));
        }
        facts
    }

    /// Says for which time the target asks what it asks for in the quarter: "since April to June 2016", "by the end of
    /// September 2023". `None` for a profile that says nothing about the quarter.
    fn in_force(&self, target: &Target, goal: Option<Goal>) -> Option<String> {
        let (words, measure) = (self.subject.words, self.subject.measure);
        let of_month = self.so_far().filter(|_| target.month.is_some());
        let of_period = covers::period(self.context, measure, self.quarter);
        let (sentence, period) = match &target.aim {
            _ if self.has_share(target) => {
                let last = measure.covered_quarter(self.quarter).last_month();
                let last = self.so_far().unwrap_or(last);
                (words.in_force_by, periods::month(words, last))
            }
            _ if of_month.is_some() => (words.in_force_for, of_period),
            Aim::LastYear { .. } if goal.is_some() => (words.in_force_for, of_period),
            Aim::Profile { .. } => return None,
            _ => {
                let from = periods::quarter(words, target.from);
                let sentence = if target.is_of_quarter {
                    words.in_force_for
                } else {
                    words.in_force_since
                };
                (sentence, from)
            }
        };
        Some(fill(sentence, &[("quarter", &period)]))
    }

    /// Returns whether a target says what is to be reached by the end of the period of the figure.
    fn has_share(&self, target: &Target) -> bool {
        let measure = self.subject.measure;
        let share = match self.so_far() {
            Some(month) => measure.share_of_month(target, month),
            None => measure.share_in(target, self.quarter),
        };
        share.is_some()
    }

    /// Returns what a target asks for in the end, if that is not what it asks for in the quarter.
    fn whole_target(&self, target: &Target) -> Option<Fact> {
        let (words, subject) = (self.subject.words, &self.subject);
        let of_end = subject.target(Some(target.goal()?));
        if !self.has_share(target) {
            return None;
        }
        Some(match target.by {
            Some(by) => {
                let day = periods::due(words, by);
                fact(&fill(words.target_of_day, &[("day", &day)]), &of_end)
            }
            None => fact(words.target_of_year, &of_end),
        })
    }

    fn notes(&self) -> Vec<String> {
        let words = self.subject.words;
        let entries = self.entry.into_iter();
        let entries =
            entries.flat_map(|entry| std::iter::once(entry).chain(entry.members.values()));
        let of_figures = entries.filter_map(|entry| entry.note.as_ref());
        let own = of_figures.chain(&self.subject.measure.notes);
        let breaks = self.subject.measure.breaks.iter().map(|b| {
            let from = covers::quarter(words, self.subject.measure, b.from);
            let slots = [("quarter", &*from), ("because", b.because.as_str())];
            fill(words.break_from, &slots)
        });
        own.map(|note| note.as_str().to_owned())
            .chain(breaks)
            .collect()
    }

    fn is_own(&self, id: &MeasureId) -> bool {
        id.whole() == self.subject.measure.id.as_str()
    }

    fn questions(&self, collected: &mut Collected) -> Option<QuestionsView> {
        let is_about = |related: &Related| related.measures.iter().any(|id| self.is_own(id));
        questions::questions_on(self.context, is_about, collected)
    }

    fn being_done(&self) -> Vec<NamedIn> {
        let latest = self.context.report.latest();
        registers::named_in(self.context, latest.unwrap_or(self.quarter), |related| {
            related.measures.iter().any(|id| self.is_own(id))
        })
    }

    fn comments(&self, quarter: Quarter, collected: &mut Collected) -> QuarterComments {
        let subject = Subject::Measure(self.subject.measure.id.clone());
        comments::comments(self.context, quarter, &subject, collected)
    }

    fn earlier(&self, collected: &mut Collected) -> Vec<QuarterComments> {
        let quarters = self.context.report.published().rev();
        let earlier = quarters.map(|report| report.quarter);
        earlier
            .filter(|quarter| *quarter < self.quarter)
            .map(|quarter| self.comments(quarter, collected))
            .filter(|voices| !voices.comments.is_empty())
            .collect()
    }
}
