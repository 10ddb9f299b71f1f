//! Quarters' reports, other than their figures.

use super::{About, Statement};
use crate::model::{Publication, Quarter, QuarterReport, StatedOf};
use crate::site::choose::objectives;
use crate::site::context::Context;
use crate::site::part::{actions, challenges, money, objective_rows, risks, tallies};
use crate::site::phrases::periods;
use crate::site::route::Route;

pub(crate) fn quarter_statements(context: &Context, report: &QuarterReport) -> Vec<Statement> {
    let mut statements = vec![publication_statement(context, report)];
    if report.is_background() {
        return statements;
    }
    statements.extend(objective_statements(context, report.quarter));
    statements.extend(money_statements(context, report));
    statements.extend(register_statements(context, report));
    statements.extend(stated_total_statements(context, report.quarter));
    statements
}

fn publication_statement(context: &Context, report: &QuarterReport) -> Statement {
    let published = match report.publication {
        Publication::On(day) => periods::day(context.words, day),
        Publication::AlreadyPublic => "before the site began".to_owned(),
        Publication::Draft => "no day yet".to_owned(),
        Publication::Background(_) => "background: it has no page".to_owned(),
    };
    let source = report.source.as_ref().filter(|_| !report.is_background());
    let title = periods::quarter(context.words, report.quarter);
    Statement::new(About::Quarter(report.quarter), &title)
        .with("published", published)
        .with("source", source.map_or("", |source| source.title.as_str()))
        .with(
            "address of the source",
            source
                .and_then(|source| source.url.clone())
                .unwrap_or_default(),
        )
}

fn objective_statements(context: &Context, quarter: Quarter) -> Vec<Statement> {
    let links = context.links(&Route::Home);
    let judged = &context.assessment.quarter(quarter).objectives;
    let objectives = objectives::objectives_in(context, quarter).into_iter();
    let judged = objectives.filter_map(|one| Some((one, judged.get(&one.id)?)));
    judged
        .map(|(objective, verdict)| {
            let href = links.to(&Route::ObjectiveIn(quarter, objective.id.clone()));
            let row = objective_rows::objective_row(context, objective, verdict, href);
            let about = About::ObjectiveIn(quarter, objective.id.clone());
            Statement::new(about, &row.title)
                .with("rating", row.rating)
                .with(
                    "direction",
                    row.direction.map_or(String::new(), |d| d.label),
                )
                .with("says", row.sentences.join("\n"))
        })
        .collect()
}

fn money_statements(context: &Context, report: &QuarterReport) -> Vec<Statement> {
    let quarter = report.quarter;
    let tables = money::money_tables(context, report).unwrap_or_default();
    let mut statements = Vec::new();
    for table in &tables {
        for row in &table.rows {
            let name = format!("{}: {}", table.caption, row.label);
            let cells = table.head.iter().zip(&row.cells);
            let cells = cells.map(|(head, cell)| {
                let texts = [Some(head), Some(&cell.amount), cell.detail.as_ref()];
                let texts: Vec<&str> = texts.into_iter().flatten().map(String::as_str).collect();
                texts.join(" ")
            });
            let statement = Statement::new(About::Money(quarter, name.clone()), &name)
                .with("amounts", cells.collect::<Vec<_>>().join("\n"))
                .with("rating", row.rating.clone())
                .with("note", row.note.clone().unwrap_or_default());
            statements.push(statement);
        }
    }
    numbered(statements)
}

fn register_statements(context: &Context, report: &QuarterReport) -> Vec<Statement> {
    let quarter = report.quarter;
    let risks = risks::risks(context, report).into_iter().map(|risk| {
        Statement::new(About::Risk(quarter, risk.title.clone()), &risk.title)
            .with("kind", risk.kind.unwrap_or_default())
            .with("before anything is done", risk.inherent.label)
            .with("after what is done", risk.residual.label)
            .with("what is done", risk.mitigation.join("\n"))
            .with("owner", risk.owner.unwrap_or_default())
            .with("note", risk.note.unwrap_or_default())
    });
    let actions = actions::actions(context, report)
        .into_iter()
        .flat_map(|plan| {
            plan.rows.into_iter().map(move |row| {
                let name = format!("{}: {}", plan.plan, row.title);
                Statement::new(About::Action(quarter, name.clone()), &name)
                    .with("rating", row.rating)
                    .with("due", row.due)
                    .with("note", row.note.unwrap_or_default())
            })
        });
    let challenges = challenges::challenges(context, report);
    let challenges = challenges.ahead.into_iter().chain(challenges.progress);
    let challenges = challenges.map(|one| {
        Statement::new(About::Challenge(quarter, one.title.clone()), &one.title)
            .with("says", one.points.join("\n"))
    });
    [risks.collect(), actions.collect(), challenges.collect()]
        .into_iter()
        .flat_map(numbered)
        .collect()
}

fn stated_total_statements(context: &Context, quarter: Quarter) -> Vec<Statement> {
    let kinds = [StatedOf::Measures, StatedOf::Actions, StatedOf::Risks];
    let stated = kinds
        .into_iter()
        .flat_map(|of| tallies::stated_of(context, quarter, of));
    let stated = stated.map(|stated| {
        Statement::new(About::Stated(quarter, stated.of.clone()), &stated.of)
            .with("says", stated.text)
            .with("note", stated.note.unwrap_or_default())
    });
    numbered(stated.collect())
}

/// Numbers things with the same name.
fn numbered(mut statements: Vec<Statement>) -> Vec<Statement> {
    for at in 1..statements.len() {
        let (before, rest) = statements.split_at_mut(at);
        let namesakes = before.iter().filter(|one| one.title == rest[0].title);
        let number = namesakes.count() + 1;
        if number > 1
            && let About::Money(_, name)
            | About::Risk(_, name)
            | About::Action(_, name)
            | About::Challenge(_, name)
            | About::Stated(_, name) = &mut rest[0].about
        {
            *name = format!("{name} ({number})");
        }
    }
    statements
}
