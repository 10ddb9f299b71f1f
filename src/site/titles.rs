//! Titles for the browser's tab: nobody can tell two tabs or bookmarks of the same title apart.

use super::context::Context;
use super::words::fill;
use crate::model::{Objective, Page, Plan};

impl Context<'_> {
    /// An objective's title, with its id where a page of the same quarters would have the same: another objective of
    /// its plan, a measure, or a plain page.
    pub(super) fn objective_title(&self, plan: &Plan, objective: &Objective) -> String {
        let title = objective.title.as_str();
        let namesakes = plan
            .objectives
            .iter()
            .filter(|o| o.title == objective.title);
        if namesakes.count() > 1 || self.is_a_measures(title) || self.is_a_pages(title) {
            self.title_with_id(title, objective.id.as_str())
        } else {
            title.to_owned()
        }
    }

    /// A plain page's title, with its id where another page has the same.
    pub(super) fn page_title(&self, page: &Page) -> String {
        let words = self.words;
        let lists = [
            words.quarters,
            words.objectives,
            words.measures,
            words.reports,
            words.methods,
            words.status,
            words.search,
            words.a11y_title,
            words.not_found,
        ];
        let title = page.title.as_str();
        let pages = self.report.pages.iter();
        if pages.filter(|other| other.title == title).count() > 1 || lists.contains(&title) {
            self.title_with_id(title, page.id.as_str())
        } else {
            title.to_owned()
        }
    }

    fn is_a_measures(&self, title: &str) -> bool {
        let mut measures = self.report.measures.values();
        measures.any(|measure| measure.title.as_str() == title)
    }

    fn is_a_pages(&self, title: &str) -> bool {
        let mut pages = self.report.pages.iter();
        pages.any(|page| page.title == title)
    }

    fn title_with_id(&self, title: &str, id: &str) -> String {
        fill(self.words.title_with_id, &[("title", title), ("id", id)])
    }
}
