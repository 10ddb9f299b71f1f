//! A small new site that can be built.

use jiff::civil::Date;

use super::{NewFile, SCHEMAS, publish_on, quoted};
use crate::model::Quarter;
use crate::parse::schema::Kind;

/// Returns the files of a site with one quarter as an example.
pub(crate) fn files(
    title: &str,
    organisation: &str,
    quarter: Quarter,
    today: Date,
) -> Vec<NewFile> {
    let slug = quarter.slug();
    let settings = format!(
        "title: {}\norganisation: {}\nvoices:\n  council: {{ name: Council comment, body: the council }}\n\n{OTHER_SETTINGS}",
        quoted(title),
        quoted(organisation),
    );
    let measure = format!(
        "# An example: change it, or delete it together with its lines in the quarter and its comment.\ntitle: \"Potholes repaired within five days\"\nunit: percent\nbetter: higher\nperiod: in_quarter\nreported: {{ from: {quarter} }}\nowner: \"Head of highways\"\ntargets:\n  - {{ from: {quarter}, target: 90, tolerance: 85 }}\n",
    );
    let first_quarter = format!(
        "quarter: {quarter}\n# Until it has a publication day the quarter is a draft and is not published. When everything is final:\n# publish_on: {}\nvalues:\n  potholes: 88\n",
        publish_on(quarter, None, today),
    );
    let quarter_path = format!("content/quarters/{slug}.yaml");
    let comment_path = format!("content/commentary/{slug}/measures/potholes.council.md");
    vec![
        NewFile::of(Kind::Site, "content/site.yaml", &settings),
        NewFile::of(Kind::Measure, "content/measures/potholes.yaml", &measure),
        NewFile::of(Kind::Quarter, &quarter_path, &first_quarter),
        NewFile::of(Kind::Comment, &comment_path, COMMENT),
        NewFile::of(Kind::Page, "content/pages/about.md", ABOUT),
        NewFile::new(".gitignore", "/public/\n/preview/\n"),
        NewFile::new(".editorconfig", EDITORCONFIG),
        NewFile::new(".vscode/extensions.json", EXTENSIONS),
        vscode(),
    ]
}

const COMMENT: &str = "draft: true\n---\nAn example: [88%](value:potholes) of potholes were repaired in time, below the target of [90%](target:potholes).\n";

const ABOUT: &str = "title: About this site\n---\nThis site shows how the council performs: the rating of each measure, the rule behind it, and the comments on it.\n";

const OTHER_SETTINGS: &str = "# Other fields; delete the # to use one.
# base_url: https://www.example.gov.uk/performance/
# contact: performance@example.gov.uk
# licence: OGL-UK-3.0
# edit_url: \"https://github.com/OWNER/REPOSITORY/edit/main/{path}\"
# groups: [Roads, Waste]
# reporting: { due_days: 90 }
# finance: { amber_up_to: 250 }
";

const EDITORCONFIG: &str = "\
root = true

[*]
charset = utf-8
end_of_line = lf
insert_final_newline = true
trim_trailing_whitespace = true
indent_style = space
indent_size = 2
";

const EXTENSIONS: &str =
    "{\n  \"recommendations\": [\"redhat.vscode-yaml\", \"editorconfig.editorconfig\"]\n}\n";

/// Lets editors' programs find each file's schema, even without the line at its start.
fn vscode() -> NewFile {
    let yaml = Kind::ALL.into_iter().filter(|kind| {
        let is_yaml = |path: &str| path.ends_with(".yaml");
        kind.files().iter().any(|path| is_yaml(path))
    });
    let schemas: serde_json::Map<String, serde_json::Value> = yaml
        .map(|kind| {
            let schema = format!("{SCHEMAS}/{}.schema.json", kind.name());
            (schema, serde_json::json!(kind.files()))
        })
        .collect();
    let settings = serde_json::json!({
        "files.encoding": "utf8",
        "files.eol": "\n",
        "editor.tabSize": 2,
        "editor.insertSpaces": true,
        "yaml.schemas": schemas,
    });
    NewFile::new(".vscode/settings.json", format!("{settings:#}\n"))
}
