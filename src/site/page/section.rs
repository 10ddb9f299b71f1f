//! The pages of a quarter's sections: the lists of measures by rating, measures, objectives, finance, governance, risks, actions,
//! challenges.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::model::{MeasureId, Quarter, QuarterReport, StatedOf, Subject, Text};
use crate::site::choose::{MeasuresPart, long_lists};
use crate::site::context::Context;
use crate::site::part::objective_rows::objective_rows;
use crate::site::part::{
    ActionsView, BarPart, ChallengesView, Collected, Finding, GroupTable, LinkView, MoneyView,
    ObjectiveRow, PageTitle, PartsView, QuarterComments, RiskGrid, RiskGroup, SetTable, StatedView,
    TallyTable, Tile, comments, findings, links, lists, money, registers, risks, rows, sets,
    tallies,
};
use crate::site::phrases::names;
use crate::site::route::{self, Group, Section};
use crate::site::words::fill;

/// What every page of a section has: its heading, findings and links to other quarters.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SectionHead {
    /// The quarter: "April to June 2016 (Quarter 1, 2016/17)".
    pub period: String,
    /// The heading: "Money". If its list has several parts, also which one this is.
    pub title: String,
    /// Links to all parts of its list. `None` if it is on one page.
    pub parts: Option<PartsView>,
    /// Its main findings. Empty on a further part of its list.
    pub findings: Vec<Finding>,
    /// Its ratings as a bar. Empty if it has none.
    pub bar: Vec<BarPart>,
    /// A link to the same section of an earlier quarter. `None` if no earlier quarter has it.
    pub previous: Option<LinkView>,
    /// A link to the same section of a later quarter. `None` if no later quarter has it.
    pub next: Option<LinkView>,
}

/// A list of measures by rating, with comments on each measure.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ListPageView {
    /// The heading, findings and links to other quarters.
    pub head: SectionHead,
    /// The rule that chooses measures, and how many editors added or left out. Empty on a further part of the list.
    pub rule: String,
    /// The measures.
    pub entries: Vec<ListEntry>,
    /// What editors left out, and why. Empty on a further part of the list.
    pub left_out: Vec<String>,
    /// A link to the other list.
    pub other: Option<LinkView>,
}

/// A measure in a list, with its comments.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ListEntry {
    /// The measure.
    pub tile: Tile,
    /// The responsible officer, in the list for improvement. `None` if the measure names none.
    pub owner: Option<String>,
    /// "On “Children in care” as a whole:", if the comments are on a composite and the measure is one of its parts.
    pub on_whole: Option<String>,
    /// Comments on it in the quarter.
    pub voices: QuarterComments,
    /// The text to show if `voices` has no comments: there are none, or they appear further up, with another part of
    /// the same measure.
    pub no_comment: String,
}

/// Every measure of a quarter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct QuarterMeasuresView {
    /// The heading, findings and links to other quarters.
    pub head: SectionHead,
    /// The measures, by set and group.
    pub sets: Vec<SetTable>,
    /// Totals, as the source gives them.
    pub stated: Vec<StatedView>,
    /// Counts of ratings by group. Empty on a further part of the list.
    pub by_group: Vec<TallyTable>,
    /// The shorthand that the figures use, explained.
    pub shorthand: Vec<String>,
}

/// The objectives of a quarter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct QuarterObjectivesView {
    /// The heading, findings and links to other quarters.
    pub head: SectionHead,
    /// The objectives, in the order of their plans.
    pub objectives: Vec<ObjectiveRow>,
}

/// Finance.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct FinanceView {
    /// The heading, findings and links to other quarters.
    pub head: SectionHead,
    /// Revenue, capital and savings.
    pub money: Option<MoneyView>,
}

/// Governance and workforce.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct GovernanceView {
    /// The heading, findings and links to other quarters.
    pub head: SectionHead,
    /// The measures, by group.
    pub groups: Vec<GroupTable>,
    /// Comments on them.
    pub comments: Vec<MeasureComments>,
    /// The shorthand that the figures use, explained.
    pub shorthand: Vec<String>,
}

/// Comments on one measure.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MeasureComments {
    /// A link to the measure.
    pub measure: LinkView,
    /// The comments.
    pub voices: QuarterComments,
}

/// Risks.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RisksView {
    /// The heading, findings and links to other quarters.
    pub head: SectionHead,
    /// The risks under their headings.
    pub groups: Vec<RiskGroup>,
    /// The risks on a grid. `None` if none has a score after action.
    pub grid: Option<RiskGrid>,
    /// Comments on them.
    pub voices: QuarterComments,
    /// Totals, as the source gives them.
    pub stated: Vec<StatedView>,
}

/// Actions of plans.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ActionsPageView {
    /// The heading, findings and links to other quarters.
    pub head: SectionHead,
    /// The actions, by plan.
    pub plans: Vec<ActionsView>,
    /// Totals, as the source gives them.
    pub stated: Vec<StatedView>,
}

/// Challenges, and progress on earlier ones.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ChallengesPageView {
    /// The heading, findings and links to other quarters.
    pub head: SectionHead,
    /// The challenges and the progress.
    pub challenges: ChallengesView,
}

pub(super) fn page(context: &Context, quarter: Quarter, section: Section) -> Page {
    let part = long_lists::part_here(context);
    let name = names::section_in_quarter(context, quarter, section);
    let title = part.title(context.words, &name);
    let description = if part.is_first() {
        let findings = findings::findings(context, quarter, section);
        let texts: Vec<&str> = findings.iter().map(|finding| &*finding.text).collect();
        format!("{title}: {}.", texts.join(". ").trim_end_matches('.'))
    } else {
        title.clone()
    };
    let mut parents = links::quarter_crumbs(context, quarter);
    parents.extend(part.crumb(&names::section_name(context, quarter, section)));
    let head = PageTitle::new(title, description)
        .below(parents)
        .published(context, Some(quarter));
    let mut collected = Collected::default();
    let view = view(context, (quarter, section), &part, &mut collected);
    Page::new(context, head, view).with(collected)
}

/// Returns the view of a section with a part of its list, or all of it.
pub(super) fn view(
    context: &Context,
    (quarter, section): (Quarter, Section),
    part: &MeasuresPart,
    collected: &mut Collected,
) -> View {
    let report = &context.report.quarters[&quarter];
    let head = head(context, quarter, section, part);
    let stated = |of| part.on_first(|| tallies::stated_of(context, quarter, of));
    match section {
        Section::PerformingWell | Section::Close | Section::Improvement => {
            let entries = list_entries(context, (quarter, section), part, collected);
            let lists = names::lists(context, quarter, section);
            let other = match section {
                Section::Improvement => Section::PerformingWell,
                _ => Section::Improvement,
            };
            let other_name = &names::section_name(context, quarter, other);
            View::List(ListPageView {
                head,
                entries,
                rule: part.on_first(|| lists::rule_of_list(context, quarter, section)),
                left_out: part.on_first(|| lists::left_out(context, lists)),
                other: links::section_link(context, quarter, other, other_name),
            })
        }
        Section::Measures => View::QuarterMeasures(QuarterMeasuresView {
            head,
            sets: sets::sets(context, quarter, part),
            stated: stated(StatedOf::Measures),
            by_group: part.on_first(|| tallies::by_group(context, quarter)),
            shorthand: sets::shorthand_of(context, quarter, part),
        }),
        Section::Objectives => View::QuarterObjectives(QuarterObjectivesView {
            head,
            objectives: objective_rows(context, quarter),
        }),
        Section::Finance => View::Finance(FinanceView {
            head,
            money: money::money(context, report, collected),
        }),
        Section::Governance => {
            View::Governance(governance(context, quarter, head, part, collected))
        }
        Section::Risks => View::Risks(risks_view(context, report, head, collected)),
        Section::Actions => View::Actions(ActionsPageView {
            head,
            plans: registers::actions(context, report),
            stated: stated(StatedOf::Actions),
        }),
        Section::Challenges => View::Challenges(ChallengesPageView {
            head,
            challenges: registers::challenges(context, report),
        }),
    }
}

fn risks_view(
    context: &Context,
    report: &QuarterReport,
    head: SectionHead,
    collected: &mut Collected,
) -> RisksView {
    let groups = risks::groups(context, report);
    RisksView {
        head,
        grid: risks::grid(context, &groups),
        groups,
        voices: comments::comments(context, report.quarter, &Subject::Risks, collected),
        stated: tallies::stated_of(context, report.quarter, StatedOf::Risks),
    }
}

fn head(context: &Context, quarter: Quarter, section: Section, part: &MeasuresPart) -> SectionHead {
    let (previous, next) = links::neighbours(context, quarter, |other| {
        let label = names::section_in_quarter(context, other, section);
        links::section_link(context, other, section, &label)
    });
    SectionHead {
        period: names::quarter_in_full(context, quarter),
        title: part.title(context.words, &names::heading(context, quarter, section)),
        parts: links::other_parts(context, part),
        findings: part.on_first(|| findings::findings(context, quarter, section)),
        bar: part.on_first(|| findings::section_bar(context, quarter, section)),
        previous,
        next,
    }
}

/// Returns the measures of one of the lists with their comments. Members of a composite share its comments, which
/// appear with the first member.
fn list_entries(
    context: &Context,
    (quarter, section): (Quarter, Section),
    part: &MeasuresPart,
    collected: &mut Collected,
) -> Vec<ListEntry> {
    let lists = names::lists(context, quarter, section);
    let added: BTreeMap<&MeasureId, &Text> = lists.added().collect();
    let ids = part.groups().iter().flat_map(Group::measures);
    let entries = ids.filter_map(|id| {
        let tile = rows::tile(context, id, quarter, added.get(id).copied())?;
        let measure = context.report.measure(id);
        let owner = measure.filter(|_| section == Section::Improvement);
        let owner = owner.and_then(|measure| names::owner(context, measure));
        let whole = route::whole(id);
        let title = context.report.measure(&whole);
        let title = title.map_or("", |whole| whole.title.as_str());
        let name_whole = |sentence| fill(sentence, &[("measure", title)]);
        let (voices, no_comment) = if collected.commented.contains(&whole) {
            let above = name_whole(context.words.comment_above);
            (QuarterComments::default(), above)
        } else {
            let subject = Subject::Measure(whole.clone());
            let voices = comments::comments(context, quarter, &subject, collected);
            if !voices.comments.is_empty() {
                collected.commented.insert(whole.clone());
            }
            (voices, comments::no_comment(context, quarter))
        };
        let is_of_whole = !voices.comments.is_empty() && whole != *id;
        Some(ListEntry {
            tile,
            owner,
            on_whole: is_of_whole.then(|| name_whole(context.words.on_whole)),
            voices,
            no_comment,
        })
    });
    entries.collect()
}

/// Returns the measures of how the organisation is run, and comments on them.
fn governance(
    context: &Context,
    quarter: Quarter,
    head: SectionHead,
    part: &MeasuresPart,
    collected: &mut Collected,
) -> GovernanceView {
    let groups = part.groups().iter();
    let ids = || groups.clone().flat_map(Group::measures);
    let entries = ids().filter_map(|id| context.report.entry(quarter, id));
    let mut seen = BTreeSet::new();
    let wholes = ids().map(route::whole).filter(|id| seen.insert(id.clone()));
    let comments = wholes.filter_map(|id| {
        let measure = links::measure_link(context, context.report.measures.get(&id)?);
        let voices = comments::comments(context, quarter, &Subject::Measure(id), collected);
        (!voices.comments.is_empty()).then_some(MeasureComments { measure, voices })
    });
    let comments = comments.collect();
    GovernanceView {
        head,
        groups: groups
            .clone()
            .map(|group| sets::group_table(context, quarter, group))
            .collect(),
        comments,
        shorthand: rows::shorthand(context, entries),
    }
}
