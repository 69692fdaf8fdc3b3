//! What may be written on the command line.

use std::path::PathBuf;

use jiff::civil::Date;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use crate::scenario::library;

const TEMPLATE: &str = "{about-with-newline}\nGebruik: {usage}\n\n{all-args}{after-help}\n";
const CODES: &str = "\
Afsluitcodes:
  0    gelukt
  1    er is iets mis met het scenario of de opdracht; de melding zegt waar
  2    een bestand, map of schijf werkte niet mee
  101  een fout van klantreis zelf
  130  onderbroken met Ctrl-C; gemeld is wat af was";

/// Speelt na hoe een gemeente haar inwoners en ondernemers helpt
#[derive(Debug, Parser)]
#[command(
    name = "klantreis",
    bin_name = "klantreis",
    version,
    override_usage = "klantreis OPDRACHT [OPTIES]",
    help_template = TEMPLATE,
    after_help = CODES,
    subcommand_value_name = "OPDRACHT",
    subcommand_help_heading = "Opdrachten",
    next_help_heading = "Opties",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    max_term_width = 80
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// Deze uitleg
    #[arg(short = 'h', long = "hulp", alias = "help", global = true, action = ArgAction::Help, display_order = 900)]
    help: Option<bool>,
    /// Het versienummer
    #[arg(short = 'V', long = "versie", alias = "version", action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Speelt een scenario na en schrijft het verslag (ook: run)
    #[command(
        name = "simuleer",
        alias = "run",
        override_usage = "klantreis simuleer SCENARIO... [OPTIES]",
        help_template = TEMPLATE
    )]
    Run(RunOptions),
    /// Zet wat is nagespeeld naast wat is gemeten: lijkt dit op ons? (ook: validate)
    #[command(
        name = "toets",
        alias = "validate",
        override_usage = "klantreis toets SCENARIO [OPTIES]",
        help_template = TEMPLATE
    )]
    Validate(ValidateOptions),
    /// Vergelijkt varianten met een basis, met dezelfde klanten (ook: compare)
    #[command(
        name = "vergelijk",
        alias = "compare",
        override_usage = "klantreis vergelijk BASIS VARIANT... [OPTIES]",
        help_template = TEMPLATE
    )]
    Compare(CompareOptions),
    /// Zet de maatregelen van een bundel op volgorde van wat zij brengen (ook: rank)
    #[command(
        name = "rangschik",
        alias = "rank",
        override_usage = "klantreis rangschik SCENARIO [OPTIES]",
        help_template = TEMPLATE
    )]
    Rank(RankOptions),
    /// Speelt een scenario na met vele waarden, of een map met scenario's (ook: explore)
    #[command(
        name = "verken",
        alias = "explore",
        override_usage = "klantreis verken PLAN|SCENARIO|MAP [--as PAD=WAARDEN]... [OPTIES]",
        help_template = TEMPLATE
    )]
    Sweep(SweepOptions),
    /// Voegt delen van een verkenning samen tot wat één keer spelen geeft (ook: merge-parts)
    #[command(
        name = "voeg-samen",
        alias = "merge-parts",
        override_usage = "klantreis voeg-samen MAP... [OPTIES]",
        help_template = TEMPLATE
    )]
    MergeParts(MergeOptions),
    /// Zoekt fouten en rekent na of de mensen het werk aankunnen (ook: check)
    #[command(
        name = "controleer",
        alias = "check",
        override_usage = "klantreis controleer SCENARIO [OPTIES]",
        help_template = TEMPLATE
    )]
    Check(CheckOptions),
    /// Zegt van een getal waar het vandaan komt (ook: show)
    #[command(name = "toon", alias = "show", override_usage = "klantreis toon SCENARIO [PAD] [OPTIES]", help_template = TEMPLATE)]
    Show(ShowOptions),
    /// Vertelt wat een gesimuleerde klant meemaakte, of hoe een dag ging (ook: trace)
    #[command(
        name = "volg",
        alias = "trace",
        override_usage = "klantreis volg SCENARIO (--klant N | --dag DATUM) [OPTIES]",
        help_template = TEMPLATE
    )]
    Follow(FollowOptions),
    /// Maakt van een plan voor een fusie één scenario, om te openen en te veranderen (ook: merge)
    #[command(
        name = "fuseer",
        alias = "merge",
        override_usage = "klantreis fuseer PLAN [OPTIES]",
        help_template = TEMPLATE
    )]
    Fuse(FuseOptions),
    /// Schrijft een eerste scenario om op verder te bouwen (ook: new)
    #[command(
        name = "nieuw",
        alias = "new",
        override_usage = "klantreis nieuw NAAM",
        help_template = TEMPLATE,
        after_help = library::listing()
    )]
    New(NewOptions),
    /// Geeft het JSON-schema van een scenario, voor een tekstverwerker
    #[command(override_usage = "klantreis schema", help_template = TEMPLATE)]
    Schema,
}

/// What every command that answers on the screen takes.
#[derive(Args, Debug)]
pub struct Screen {
    /// Wat er op het scherm komt: tekst of json
    #[arg(
        long = "formaat",
        value_name = "FORMAAT",
        default_value = "tekst",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: Format,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Opties")]
pub struct RunOptions {
    /// Een of meer scenariobestanden
    #[arg(required = true, value_name = "SCENARIO", help_heading = "Wat")]
    pub scenarios: Vec<PathBuf>,
    #[command(flatten)]
    pub changes: Changes,
    #[command(flatten)]
    pub study: Study,
    #[command(flatten)]
    pub data: Data,
    #[command(flatten)]
    pub screen: Screen,
}

/// Files that are written on request only: they are large.
#[derive(Args, Debug, Default)]
pub struct Data {
    /// Schrijft de cijfers van elke herhaling apart in herhalingen.csv
    #[arg(long = "per-herhaling")]
    pub per_replication: bool,
    /// Schrijft elk contact van de eerste herhaling (of van de eerste N) in bezoeken.csv
    #[arg(
        long = "bezoeken",
        value_name = "N",
        num_args = 0..=1,
        default_missing_value = "1",
        value_parser = clap::value_parser!(u32).range(1..=1_000_000)
    )]
    pub visits: Option<u32>,
    /// Schrijft de eerste herhaling als gebeurtenissen.xes, voor process mining
    #[arg(long = "xes")]
    pub events: bool,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Opties")]
pub struct ValidateOptions {
    /// Het scenariobestand, met eigen cijfers onder `gemeten`
    #[arg(value_name = "SCENARIO", help_heading = "Wat")]
    pub scenario: PathBuf,
    #[command(flatten)]
    pub changes: Changes,
    #[command(flatten)]
    pub study: Study,
    #[command(flatten)]
    pub screen: Screen,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Opties")]
pub struct CompareOptions {
    /// Het scenario waarmee vergeleken wordt
    #[arg(value_name = "BASIS", help_heading = "Wat")]
    pub base: PathBuf,
    /// Een of meer varianten
    #[arg(required_unless_present = "made", value_name = "VARIANT", help_heading = "Wat")]
    pub variants: Vec<PathBuf>,
    /// Een variant zonder bestand: de basis met één waarde anders; dezelfde naam nog eens verandert er een waarde bij
    #[arg(id = "made", long = "variant", value_name = "NAAM=PAD=WAARDE", value_parser = variant)]
    pub made: Vec<(String, (String, String))>,
    #[command(flatten)]
    pub changes: Changes,
    #[command(flatten)]
    pub study: Study,
    /// Speelt door waar een oordeel openstaat, tot ten hoogste N herhalingen per scenario
    #[arg(long = "budget", value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub budget: Option<u32>,
    /// Zoekt de beste: een verschil in cijfer onder D punten doet er niet toe
    #[arg(long = "beste-binnen", alias = "best-within", value_name = "D", value_parser = points)]
    pub delta: Option<f64>,
    /// Een norm die in een variant niet slechter mag worden dan in de basis
    #[arg(long = "bewaak", alias = "guard", value_name = "NORM")]
    pub guarded: Vec<String>,
    /// Speelt ook elke maatregel van een variant alleen, en alles zonder haar
    #[arg(long = "per-maatregel", alias = "per-measure")]
    pub per_measure: bool,
    /// Zoekt bij maatregelen met data uit welke aanname de volgorde van de beste twee zou omkeren; kost ten hoogste 160 herhalingen
    #[arg(long = "omslag")]
    pub flips: bool,
    #[command(flatten)]
    pub screen: Screen,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Opties")]
pub struct RankOptions {
    /// Het scenario met alle maatregelen
    #[arg(value_name = "SCENARIO", help_heading = "Wat")]
    pub scenario: PathBuf,
    /// De groep van de maatregelen die op volgorde komen; zonder: groeitraject
    #[arg(
        long = "groep",
        alias = "group",
        value_name = "NAAM",
        default_value = "groeitraject",
        hide_default_value = true
    )]
    pub group: String,
    #[command(flatten)]
    pub changes: Changes,
    #[command(flatten)]
    pub study: Study,
    #[command(flatten)]
    pub screen: Screen,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Opties")]
pub struct SweepOptions {
    /// Een plan, een scenario, of een map met scenario's
    #[arg(value_name = "WAT", help_heading = "Wat")]
    pub what: PathBuf,
    /// Probeert op een pad een bereik (pad=8..16/2) of een lijst (pad=8,10,12)
    #[arg(long = "as", value_name = "PAD=WAARDEN", value_parser = axis)]
    pub axes: Vec<(String, String)>,
    /// Welke punten: raster, latijns, of een tabel (punten.csv); zonder: raster
    #[arg(long = "ontwerp", value_name = "ONTWERP")]
    pub design: Option<String>,
    /// Hoeveel punten latijns kiest
    #[arg(long = "punten", value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub points: Option<u32>,
    /// Bewaart dit cijfer: cijfer, wachttijd-beantwoord per kanaal, normen, kosten
    #[arg(long = "maat", value_name = "MAAT")]
    pub measures: Vec<String>,
    /// Speelt deel K van N; voeg-samen maakt er een geheel van
    #[arg(long = "deel", value_name = "K/N", value_parser = part)]
    pub part: Option<(usize, usize)>,
    #[command(flatten)]
    pub changes: Changes,
    #[command(flatten)]
    pub study: Study,
    #[command(flatten)]
    pub screen: Screen,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Opties")]
pub struct MergeOptions {
    /// De mappen die verken --deel heeft geschreven, in willekeurige volgorde
    #[arg(required = true, value_name = "MAP", help_heading = "Wat")]
    pub parts: Vec<PathBuf>,
    /// Map waarin de map met het geheel komt; zonder: output
    #[arg(long = "uit", value_name = "MAP", default_value = "output", hide_default_value = true)]
    pub out: PathBuf,
    #[command(flatten)]
    pub screen: Screen,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Opties")]
pub struct CheckOptions {
    /// Het scenariobestand
    #[arg(value_name = "SCENARIO", help_heading = "Wat")]
    pub scenario: PathBuf,
    /// Ook hoe bezet elk team elk uur van de week is
    #[arg(long = "per-uur")]
    pub by_hour: bool,
    #[command(flatten)]
    pub changes: Changes,
    #[command(flatten)]
    pub screen: Screen,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Opties")]
pub struct ShowOptions {
    /// Het scenariobestand
    #[arg(value_name = "SCENARIO", help_heading = "Wat")]
    pub scenario: PathBuf,
    /// Welk deel, bijvoorbeeld teams.kcc; zonder: alles
    #[arg(value_name = "PAD", default_value = "", hide_default_value = true, help_heading = "Wat")]
    pub path: String,
    #[command(flatten)]
    pub changes: Changes,
    #[command(flatten)]
    pub screen: Screen,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Opties")]
pub struct FollowOptions {
    /// Het scenariobestand
    #[arg(value_name = "SCENARIO", help_heading = "Wat")]
    pub scenario: PathBuf,
    /// De hoeveelste klant van zijn klantreis, vanaf 0; het nummer achter de klantreis in bezoeken.csv
    #[arg(long = "klant", value_name = "N", conflicts_with = "day")]
    pub customer: Option<u32>,
    /// Van welke klantreis; zonder: de eerste
    #[arg(long = "klantreis", value_name = "NAAM", conflicts_with = "day")]
    pub journey: Option<String>,
    /// Een dag, bijvoorbeeld 2023-03-01
    #[arg(long = "dag", value_name = "DATUM", value_parser = date)]
    pub day: Option<Date>,
    /// Welke herhaling, vanaf 1
    #[arg(long = "herhaling", value_name = "R", default_value_t = 1, hide_default_value = true,
        value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub replication: u32,
    /// Het zaad van het toeval: zelfde zaad, zelfde uitkomst
    #[arg(long = "zaad", value_name = "N")]
    pub seed: Option<u64>,
    #[command(flatten)]
    pub changes: Changes,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Opties")]
pub struct FuseOptions {
    /// Het plan: een scenario met een blok `fusie`
    #[arg(value_name = "PLAN", help_heading = "Wat")]
    pub plan: PathBuf,
    /// Het bestand dat ervan komt; zonder: PLAN-samen.yaml
    #[arg(long = "uit", value_name = "BESTAND")]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    pub changes: Changes,
}

#[derive(Args, Debug)]
pub struct NewOptions {
    /// Naam van het scenario; het bestand heet NAAM.yaml
    #[arg(value_name = "NAAM", help_heading = "Wat")]
    pub name: String,
}

#[derive(Args, Clone, Debug)]
pub struct Changes {
    /// Verandert een waarde voor deze keer: teams.kcc.inzetbaarheid=80%
    #[arg(long = "zet", value_name = "PAD=WAARDE", value_parser = change)]
    pub sets: Vec<(String, String)>,
}

#[derive(Args, Debug)]
pub struct Study {
    /// Hoe vaak de periode wordt nagespeeld
    #[arg(long = "herhalingen", value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub replications: Option<u32>,
    /// Het zaad van het toeval: zelfde zaad, zelfde uitkomst
    #[arg(long = "zaad", value_name = "N")]
    pub seed: Option<u64>,
    /// Hoeveel processorkernen; het verandert de uitkomst niet
    #[arg(long = "draden", value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1_024))]
    pub threads: Option<u16>,
    /// Map waarin de map met het verslag komt; zonder: output
    #[arg(long = "uit", value_name = "MAP", default_value = "output", hide_default_value = true)]
    pub out: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    #[value(name = "tekst")]
    Text,
    Json,
}

impl Study {
    /// As changes to a scenario, so that they are treated like any other.
    pub fn sets(&self) -> Vec<(String, String)> {
        let seed = self.seed.map(|seed| ("onderzoek.zaad".to_owned(), seed.to_string()));
        let replications = self.replications.map(|n| ("onderzoek.herhalingen".to_owned(), n.to_string()));
        seed.into_iter().chain(replications).collect()
    }
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "schrijf een datum als 2023-03-01".to_owned())
}

fn axis(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((path, values)) if !path.trim().is_empty() && !values.trim().is_empty() => {
            Ok((path.trim().to_owned(), values.trim().to_owned()))
        }
        _ => Err("schrijf pad=waarden, bijvoorbeeld teams.kcc.inzetbaarheid=70%..80%/5%".to_owned()),
    }
}

fn part(text: &str) -> Result<(usize, usize), String> {
    let parsed = text.split_once('/').and_then(|(part, of)| Some((part.parse().ok()?, of.parse().ok()?)));
    match parsed {
        Some((part, of)) if 1 <= part && part <= of && of <= 100_000 => Ok((part, of)),
        _ => Err("schrijf welk deel van hoeveel, bijvoorbeeld 2/8".to_owned()),
    }
}

fn points(text: &str) -> Result<f64, String> {
    let size: Option<f64> = text.replace(',', ".").parse().ok();
    size.filter(|size| *size > 0.0 && *size < 9.0)
        .ok_or_else(|| "schrijf een deel van een cijfer, bijvoorbeeld 0.1".to_owned())
}

fn variant(text: &str) -> Result<(String, (String, String)), String> {
    let made = text.split_once('=').filter(|(name, _)| !name.trim().is_empty() && !name.contains('.'));
    let refuse =
        || "schrijf naam=pad=waarde, bijvoorbeeld een-erbij=teams.kcc.diensten.dag.medewerkers=+1".to_owned();
    let (name, set) = made.ok_or_else(refuse)?;
    Ok((name.trim().to_owned(), change(set).map_err(|_| refuse())?))
}

fn change(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((path, value)) if !path.trim().is_empty() => {
            Ok((path.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("schrijf pad=waarde, bijvoorbeeld teams.kcc.inzetbaarheid=80%".to_owned()),
    }
}
