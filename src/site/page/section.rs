//! The pages of a quarter's sections: the two lists, measures, objectives, finance, governance, risks, actions,
//! challenges.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::assess::highlights::Lists;
use crate::model::{Quarter, StatedOf, Subject};
use crate::site::choose::long_lists::{self, MeasuresPart};
use crate::site::context::Context;
use crate::site::part::actions::{self, ActionsView};
use crate::site::part::bars::BarPart;
use crate::site::part::challenges::{self, ChallengesView};
use crate::site::part::collected::Collected;
use crate::site::part::comments::{self, QuarterComments};
use crate::site::part::findings::{self, Finding};
use crate::site::part::frame::PageTitle;
use crate::site::part::links::{self, LinkView};
use crate::site::part::list_entries::{self, Commented, ListEntry};
use crate::site::part::list_parts::{self, PartsView};
use crate::site::part::money::{self, MoneyView};
use crate::site::part::objective_rows::{self, ObjectiveRow};
use crate::site::part::risks::{self, RiskView};
use crate::site::part::sets::{self, GroupTable, SetTable};
use crate::site::part::tallies::{self, StatedView, TallyTable};
use crate::site::part::{lists, rows};
use crate::site::phrases::publication::published;
use crate::site::phrases::{names, periods};
use crate::site::route::parts::PartGroup;
use crate::site::route::{Links, LongList, Section};

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

/// One of the two lists, with comments on each measure.
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
    /// The risks, in the order of the file.
    pub risks: Vec<RiskView>,
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

/// Returns the page of a section, or of a further part of its list.
pub(super) fn page(context: &Context, place: (Quarter, Section), number: usize) -> Page {
    let (quarter, section) = place;
    let part = long_lists::part_of(context, &LongList::InQuarter(quarter, section), number);
    let route = part.route();
    let links = context.links(&route);
    let title = part.title(
        context.words,
        &names::section_in_quarter(context, quarter, section),
    );
    let findings = findings::findings(context, quarter, section);
    let texts: Vec<&str> = findings.iter().map(|finding| &*finding.text).collect();
    let described = format!("{title}: {}", texts.join("; "));
    let report = &context.report.quarters[&quarter];
    let mut parents = links::quarter_crumbs(context, quarter);
    parents.extend(part.crumb(names::section_name(context, section)));
    let head = PageTitle::new(
        route,
        &title,
        if part.is_first() { &described } else { &title },
    )
    .below(parents)
    .published(Some(published(context, report)));
    let mut collected = Collected::default();
    let commented = &mut Commented::new();
    let section = SectionPage {
        context,
        quarter,
        section,
        links,
        part,
    };
    let view = section.view(commented, &mut collected);
    Page::new(context, head, view).with(collected)
}

/// Returns the view of a section with its whole list, for a page that shows several sections. `commented` holds the
/// measures whose comments are on that page already, so that no comment appears twice.
pub(super) fn view_within(
    context: &Context,
    (quarter, section): (Quarter, Section),
    links: &Links,
    commented: &mut Commented,
    collected: &mut Collected,
) -> View {
    let links = links.clone();
    let section = SectionPage {
        context,
        quarter,
        section,
        links,
        part: long_lists::whole_of(context, &LongList::InQuarter(quarter, section)),
    };
    section.view(commented, collected)
}

pub(super) struct SectionPage<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) quarter: Quarter,
    pub(super) section: Section,
    pub(super) links: Links,
    /// The part of its list that is shown.
    pub(super) part: MeasuresPart,
}

impl SectionPage<'_> {
    fn view(&self, commented: &mut Commented, collected: &mut Collected) -> View {
        let assessed = self.context.assessment.quarter(self.quarter);
        match self.section {
            Section::PerformingWell => self.list(&assessed.performing_well, commented, collected),
            Section::Improvement => self.list(&assessed.improvement, commented, collected),
            Section::Measures => self.measures(),
            Section::Objectives => View::QuarterObjectives(QuarterObjectivesView {
                head: self.head(),
                objectives: objective_rows::objective_rows(self.context, self.quarter, &self.links),
            }),
            Section::Finance => View::Finance(FinanceView {
                head: self.head(),
                money: money::money(self.context, self.report(), &self.links, collected),
            }),
            Section::Governance => self.governance(collected),
            Section::Risks => View::Risks(RisksView {
                head: self.head(),
                risks: risks::risks(self.context, self.report()),
                voices: self.comments(&Subject::Risks, collected),
                stated: tallies::stated_of(self.context, self.quarter, StatedOf::Risks),
            }),
            Section::Actions => View::Actions(ActionsPageView {
                head: self.head(),
                plans: actions::actions(self.context, self.report()),
                stated: tallies::stated_of(self.context, self.quarter, StatedOf::Actions),
            }),
            Section::Challenges => View::Challenges(ChallengesPageView {
                head: self.head(),
                challenges: challenges::challenges(self.context, self.report()),
            }),
        }
    }

    fn report(&self) -> &crate::model::QuarterReport {
        &self.context.report.quarters[&self.quarter]
    }

    pub(super) fn head(&self) -> SectionHead {
        let context = self.context;
        let title = match self.section {
            Section::PerformingWell => context.words.performing_well,
            Section::Improvement => context.words.improvement,
            Section::Governance => context.words.governance,
            section => names::section_name(context, section),
        };
        let (previous, next) =
            links::section_neighbours(context, self.quarter, self.section, &self.links);
        SectionHead {
            period: periods::quarter_in_full(context.words, self.quarter),
            title: self.part.title(context.words, title),
            parts: list_parts::other_parts(context, &self.part),
            findings: self
                .on_first_page(|| findings::findings(context, self.quarter, self.section)),
            bar: self.on_first_page(|| findings::section_bar(context, self.quarter, self.section)),
            previous,
            next,
        }
    }

    /// Returns what only the first page of a list shows, and nothing for further parts.
    fn on_first_page<T: Default>(&self, build: impl FnOnce() -> T) -> T {
        if self.part.is_first() {
            build()
        } else {
            T::default()
        }
    }

    pub(super) fn comments(&self, subject: &Subject, collected: &mut Collected) -> QuarterComments {
        comments::comments(self.context, self.quarter, subject, &self.links, collected)
    }

    fn list(&self, lists: &Lists, commented: &mut Commented, collected: &mut Collected) -> View {
        let (context, quarter) = (self.context, self.quarter);
        let other = match self.section {
            Section::PerformingWell => Section::Improvement,
            _ => Section::PerformingWell,
        };
        let part_groups = self.part.groups();
        let ids = part_groups.iter().flat_map(PartGroup::measures);
        let place = (quarter, &self.links);
        let entries = ids.filter_map(|id| {
            let tile = rows::tile(context, id, quarter, lists.because(id), &self.links)?;
            Some(list_entries::list_entry(
                context, place, id, tile, commented, collected,
            ))
        });
        let entries = entries.collect();
        View::List(ListPageView {
            head: self.head(),
            rule: self.on_first_page(|| lists::rule_of_list(context, quarter, self.section)),
            entries,
            left_out: self.on_first_page(|| lists::left_out(context, lists)),
            other: links::section_link(
                context,
                quarter,
                other,
                names::section_name(context, other),
                &self.links,
            ),
        })
    }

    fn measures(&self) -> View {
        let context = self.context;
        View::QuarterMeasures(QuarterMeasuresView {
            head: self.head(),
            sets: sets::sets(context, self.quarter, &self.part, &self.links),
            stated: self
                .on_first_page(|| tallies::stated_of(context, self.quarter, StatedOf::Measures)),
            by_group: self.on_first_page(|| tallies::by_group(context, self.quarter)),
            shorthand: sets::shorthand_of(context, self.quarter, &self.part),
        })
    }
}
