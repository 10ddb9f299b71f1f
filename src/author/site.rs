//! A small new site that can be built.

use jiff::civil::Date;

use super::{NewFile, SCHEMAS, publish_on, quoted, schema_line};
use crate::model::Quarter;
use crate::parse::schema::Kind;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewSite<'a> {
    pub(crate) title: &'a str,
    pub(crate) organisation: &'a str,
    /// The quarter of the example.
    pub quarter: Quarter,
    pub(crate) today: Date,
}

impl NewSite<'_> {
    pub(crate) fn files(&self) -> Vec<NewFile> {
        vec![
            self.settings(),
            self.measure(),
            self.first_quarter(),
            self.comment(),
            about(),
            NewFile::new(".gitignore", "/public/\n/preview/\n"),
            NewFile::new(".editorconfig", EDITORCONFIG),
            NewFile::new(".vscode/extensions.json", EXTENSIONS),
            vscode(),
        ]
    }

    fn settings(&self) -> NewFile {
        let path = "content/site.yaml";
        let text = format!(
            "{}title: {}\norganisation: {}\nvoices:\n  council: {{ name: Council comment, body: the council }}\n\n{}",
            schema_line(path, Kind::Site),
            quoted(self.title),
            quoted(self.organisation),
            OTHER_SETTINGS,
        );
        NewFile::new(path, text)
    }

    fn measure(&self) -> NewFile {
        let path = "content/measures/potholes.yaml";
        let text = format!(
            "{}# An example: change it, or delete it together with its lines in the quarter and its comment.\ntitle: \"Potholes repaired within five days\"\nunit: percent\nbetter: higher\nperiod: in_quarter\nreported: {{ from: {2} }}\nowner: {1}\ntargets:\n  - {{ from: {2}, target: 90, tolerance: 85 }}\n",
            schema_line(path, Kind::Measure),
            quoted("Head of highways"),
            self.quarter,
        );
        NewFile::new(path, text)
    }

    fn first_quarter(&self) -> NewFile {
        let path = format!("content/quarters/{}.yaml", self.quarter.slug());
        let text = format!(
            "{}quarter: {}\n# Until it has a publication day the quarter is a draft and is not published. When everything is final:\n# publish_on: {}\nvalues:\n  potholes: 88\n",
            schema_line(&path, Kind::Quarter),
            self.quarter,
            publish_on(self.quarter, None, self.today),
        );
        NewFile::new(&path, text)
    }

    fn comment(&self) -> NewFile {
        let slug = self.quarter.slug();
        let path = format!("content/commentary/{slug}/measures/potholes.council.md");
        let text = format!(
            "---\n{}draft: true\n---\nAn example: [88%](value:potholes) of potholes were repaired in time, below the target of [90%](target:potholes).\n",
            schema_line(&path, Kind::Comment),
        );
        NewFile::new(&path, text)
    }
}

const OTHER_SETTINGS: &str = "# Other fields; delete the # to use one.
# base_url: https://www.example.gov.uk/performance/
# contact: performance@example.gov.uk
# licence: OGL-UK-3.0
# edit_url: \"https://github.com/OWNER/REPOSITORY/edit/main/{path}\"
# groups: [Roads, Waste]
# reporting: { due_days: 90 }
# finance: { amber_up_to: 250 }
";

fn about() -> NewFile {
    let path = "content/pages/about.md";
    let text = format!(
        "---\n{}title: About this site\n---\nThis site shows how the council performs: the rating of each measure, the rule behind it, and the comments on it.\n",
        schema_line(path, Kind::Page),
    );
    NewFile::new(path, text)
}

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
