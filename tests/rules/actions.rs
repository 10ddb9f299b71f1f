//! Actions of plans.

use quarterdeck::assess::actions::is_overdue;

use crate::Answers;
use crate::site::{NOW, Site, quarter};
use crate::table::Row;

pub(crate) fn overdue(row: &Row) -> Answers {
    let mut fields = vec!["plan: Plan, title: An action".to_owned()];
    if let Some(due) = row.optional("due") {
        fields.push(format!("due: {due}"));
    }
    if let Some(rating) = row.optional("rating") {
        fields.push(format!("rating: {}", rating.replace(' ', "_")));
    }
    let lines = format!(
        "publish_on: already_public\nactions: [ {{ {} }} ]",
        fields.join(", ")
    );
    let mut site = Site::new();
    site.quarter(NOW, &lines, &[]);
    let judged = site.judged().expect("a site");
    let action = &judged.report.quarters[&quarter(NOW)].actions[0];
    let answer = if is_overdue(action, quarter(NOW)) {
        "yes"
    } else {
        "no"
    };
    vec![("overdue", answer.to_owned())]
}
