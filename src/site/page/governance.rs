//! The page of governance and workforce: measures of how the organisation is run, and comments on them.

use super::View;
use super::section::{GovernanceView, MeasureComments, SectionPage};
use crate::model::{MeasureId, Subject};
use crate::site::part::collected::Collected;
use crate::site::part::links::LinkView;
use crate::site::part::rows;
use crate::site::part::sets::GroupTable;
use crate::site::route::parts::PartGroup;
use crate::site::route::{self, Route};

impl SectionPage<'_> {
    pub(super) fn governance(&self, collected: &mut Collected) -> View {
        let context = self.context;
        let part_groups = self.part.groups();
        let groups = part_groups.iter().map(|part_group| GroupTable {
            caption: part_group.heading(context.words),
            rows: part_group
                .measures()
                .filter_map(|id| rows::row(context, id, self.quarter, &self.links))
                .collect(),
        });
        let ids = || part_groups.iter().flat_map(PartGroup::measures);
        View::Governance(GovernanceView {
            head: self.head(),
            groups: groups.collect(),
            comments: self.measure_comments(ids(), collected),
            shorthand: rows::shorthand(
                context,
                ids().filter_map(|id| context.report.entry(self.quarter, id)),
            ),
        })
    }

    fn measure_comments<'m>(
        &self,
        measures: impl Iterator<Item = &'m MeasureId>,
        collected: &mut Collected,
    ) -> Vec<MeasureComments> {
        let mut wholes: Vec<MeasureId> = Vec::new();
        for measure in measures {
            let whole = route::whole(measure);
            if !wholes.contains(&whole) {
                wholes.push(whole);
            }
        }
        wholes
            .into_iter()
            .filter_map(|id| {
                let title = self.context.report.measure(&id)?.title.as_str().to_owned();
                let href = self.links.to(&Route::Measure(id.clone()));
                let voices = self.comments(&Subject::Measure(id), collected);
                let measure = LinkView { label: title, href };
                (!voices.comments.is_empty()).then_some(MeasureComments { measure, voices })
            })
            .collect()
    }
}
