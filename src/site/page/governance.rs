//! The page of governance and workforce: measures of how the organisation is run, and comments on them.

use super::View;
use super::section::{GovernanceView, SectionPage, SubjectVoices};
use crate::model::{MeasureId, Subject};
use crate::site::part::collected::Collected;
use crate::site::part::links::LinkView;
use crate::site::part::rows;
use crate::site::part::sets::GroupTable;
use crate::site::route::parts::Piece;
use crate::site::route::{self, Route};

impl SectionPage<'_> {
    pub(super) fn governance(&self, collected: &mut Collected) -> View {
        let context = self.context;
        let pieces = self.part.pieces();
        let groups = pieces.iter().map(|piece| GroupTable {
            caption: piece.heading(context.words),
            rows: piece
                .measures()
                .filter_map(|id| rows::row(context, id, self.quarter, &self.links))
                .collect(),
        });
        let ids = || pieces.iter().flat_map(Piece::measures);
        View::Governance(GovernanceView {
            head: self.head(),
            groups: groups.collect(),
            comments: self.said_of(ids(), collected),
            shorthand: rows::shorthand(
                context,
                ids().filter_map(|id| context.report.entry(self.quarter, id)),
            ),
        })
    }

    fn said_of<'m>(
        &self,
        measures: impl Iterator<Item = &'m MeasureId>,
        collected: &mut Collected,
    ) -> Vec<SubjectVoices> {
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
                let voices = self.voices(&Subject::Measure(id), collected);
                let measure = LinkView { label: title, href };
                (!voices.comments.is_empty()).then_some(SubjectVoices { measure, voices })
            })
            .collect()
    }
}
