//! `schema`: help while a file is typed.

use std::fs;

use crate::site::{Site, run_in};
use serde_json::Value;

#[test]
fn a_schema_has_this_sites_own_ids_as_choices() {
    let site = Site::new();
    let (code, given) = site.given(&["schema", "quarter"]);
    assert_eq!(code, 0);
    let schema: Value = serde_json::from_str(&given).expect("JSON");
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    let values = &schema["properties"]["values"];
    assert_eq!(values["propertyNames"]["enum"], serde_json::json!(["a2"]));
}

#[test]
fn without_a_site_every_choice_is_open() {
    let elsewhere = tempfile::TempDir::new().expect("a folder");
    let (code, given) = run_in(elsewhere.path(), &["schema", "quarter"]);
    assert_eq!(code, 0, "{given}");
    let schema: Value = serde_json::from_str(&given).expect("JSON");
    assert!(schema["properties"]["values"]["propertyNames"]["pattern"].is_string());
    assert_eq!(run_in(elsewhere.path(), &["schema"]).0, 2, "which kind?");
}

#[test]
fn all_schemas_are_written_to_a_folder_and_written_again() {
    let site = Site::new();
    for measures in [1, 2] {
        assert_eq!(site.run(&["schema", "--all", ".schemas"]).0, 0);
        let text = fs::read_to_string(site.path(".schemas/quarter.schema.json"));
        let schema: Value = serde_json::from_str(&text.expect("a file")).expect("JSON");
        let ids = &schema["properties"]["values"]["propertyNames"]["enum"];
        assert_eq!(ids.as_array().expect("ids").len(), measures);
        let another = crate::site::MEASURE.replace("A2", "A3");
        site.write("content/measures/a3.yaml", &another);
    }
    let folder = fs::read_dir(site.path(".schemas")).expect("a folder");
    assert_eq!(folder.count(), 8);
}
