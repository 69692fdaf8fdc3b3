//! The library that comes with the program: the files of `scenarios/bibliotheek/`, so that a scenario can take parts
//! from it in any folder.
//!
//! A part stands in a file of its own name (`klantreizen/paspoort.yaml`), in a set (`normen/tilburg-2016.yaml`) or in
//! the one file of its block (`doelgroepen.yaml`).

/// What a scenario calls it.
pub const NAME: &str = "bibliotheek";

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../scenarios/bibliotheek/", $path)))),*]
    };
}

/// Path within the library and text, sorted.
const FILES: &[(&str, &str)] = files![
    "doelgroepen.yaml",
    "klantreizen/afgewezen-aanvraag.yaml",
    "klantreizen/algemene-vraag.yaml",
    "klantreizen/bezwaar.yaml",
    "klantreizen/briefvraag.yaml",
    "klantreizen/gebiedstafel.yaml",
    "klantreizen/geboorte.yaml",
    "klantreizen/handhaving.yaml",
    "klantreizen/interne-vraag.yaml",
    "klantreizen/inwonersinitiatief.yaml",
    "klantreizen/klacht.yaml",
    "klantreizen/mailvraag.yaml",
    "klantreizen/melding-openbare-ruimte.yaml",
    "klantreizen/omgevingsvergunning.yaml",
    "klantreizen/paspoort.yaml",
    "klantreizen/rijbewijs.yaml",
    "klantreizen/schuldhulp.yaml",
    "klantreizen/statusvraag.yaml",
    "klantreizen/uittreksel.yaml",
    "klantreizen/verhuizing.yaml",
    "klantreizen/vraag-over-brief.yaml",
    "klantreizen/wijkhuiskamer.yaml",
    "normen/aa-en-hunze-2021.yaml",
    "normen/alphen-aan-den-rijn.yaml",
    "normen/antwoord-2009.yaml",
    "normen/heemskerk.yaml",
    "normen/katwijk.yaml",
    "normen/midden-delfland.yaml",
    "normen/nissewaard-2022.yaml",
    "normen/s-hertogenbosch-2019.yaml",
    "normen/tilburg-2016.yaml",
    "normen/westvoorne-2022.yaml",
    "normen/wettelijk.yaml",
    "normen/zaanstad-2020.yaml",
    "normen/zoetermeer.yaml",
    "patronen.yaml",
];

/// The text of a file, by its path without `.yaml`.
pub fn text(path: &str) -> Option<&'static str> {
    let is_it = |name: &str| name.strip_suffix(".yaml") == Some(path);
    FILES.iter().find(|(name, _)| is_it(name)).map(|(_, text)| *text)
}

/// The names of the files in the folder of a block: journeys, sets of norms.
pub fn files_of(block: &str) -> Vec<&'static str> {
    let stem = |path: &'static str| path.strip_prefix(block)?.strip_prefix('/')?.strip_suffix(".yaml");
    FILES.iter().filter_map(|(path, _)| stem(path)).collect()
}

/// What there is, for `--help`.
pub fn listing() -> String {
    let mut text = "In de bibliotheek staan, om over te nemen met één regel:\n".to_owned();
    for (block, example) in [
        ("klantreizen", "klantreizen: { paspoort: bibliotheek }"),
        ("normen", "normen: { telefoon: bibliotheek/katwijk, klacht: bibliotheek/wettelijk }"),
        ("doelgroepen", "doelgroepen: bibliotheek"),
        ("patronen", "patroon: bibliotheek/balie"),
    ] {
        let names = files_of(block);
        let names = if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) };
        text.push_str(&format!("  {block}{names}\n    {example}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_file_of_the_folder_comes_with_the_program() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/bibliotheek");
        let mut found = Vec::new();
        for place in ["", "doelgroepen", "klantreizen", "normen", "patronen"] {
            for entry in std::fs::read_dir(folder.join(place)).into_iter().flatten() {
                let path = entry.expect("a file").path();
                let name = path.strip_prefix(&folder).expect("within the folder").display().to_string();
                if path.is_file() && name != "README.md" {
                    found.push(name);
                }
            }
        }
        found.sort();
        assert_eq!(FILES.iter().map(|(path, _)| *path).collect::<Vec<_>>(), found);
    }
}
