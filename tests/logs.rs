//! The logs for other programs: whole documents, and true to what happened.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use tempfile::TempDir;

/// Mail that is put aside for calls and at the end of the day, and people who ask where their case is.
const TOWN: &str = r#"
periode: { van: 2024-01-08, tot: 2024-03-31, aanloop: 2 weken }
kanalen: { telefoon: { soort: gesprek, open: "ma-vr 09:00-17:00" }, email: { soort: bericht } }
teams:
  kcc: { doet: [telefoon, email], inzetbaarheid: 100%, diensten: { dag: { medewerkers: 2, van: "09:00", tot: "17:00" } } }
  "vak & <zo>": { inzetbaarheid: 100%, diensten: { dag: { medewerkers: 1, van: "09:00", tot: "17:00" } } }
doelgroepen: { "gewoon & <b>": { aandeel: 100% } }
klantreizen:
  vergunning:
    vraag: { aantal: 1000 per jaar }
    verwachte-doorlooptijd: 1 week
    statusinfo: 0%
    navraag: { kanaal: telefoon }
    stappen: { indienen: { contact: telefoon }, beoordelen: { werk: "vak & <zo>", duur: 2 uur }, wachten: { wacht: 4 weken } }
  mail: { vraag: { aantal: 9000 per jaar }, stappen: { mailen: { contact: email, duur: 20 min } } }
  vraag: { vraag: { aantal: 12000 per jaar }, stappen: { bellen: { contact: telefoon, duur: 4 min } } }
onderzoek: { herhalingen: 1 }
"#;

struct Logs {
    visits: Vec<csv::StringRecord>,
    columns: csv::StringRecord,
    xes: String,
}

fn logs() -> Logs {
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join("stad.yaml"), TOWN).expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_klantreis"));
    command.current_dir(folder.path()).args(["simuleer", "stad.yaml", "--bezoeken", "--xes"]);
    let output = command.output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let result = folder.path().join("output/stad");
    let mut reader = csv::Reader::from_path(result.join("bezoeken.csv")).expect("visits");
    let columns = reader.headers().expect("headings").clone();
    let visits = reader.records().map(|record| record.expect("a row")).collect();
    let xes = fs::read_to_string(result.join("gebeurtenissen.xes")).expect("a log");
    Logs { visits, columns, xes }
}

impl Logs {
    fn cell<'v>(&self, visit: &'v csv::StringRecord, column: &str) -> &'v str {
        let index = self.columns.iter().position(|name| name == column).expect("a column");
        &visit[index]
    }
}

/// An element of a document that is well-formed, with its attributes and what it holds.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    inner: Vec<Element>,
}

impl Element {
    /// The value of the attribute of XES that is called so.
    fn value(&self, key: &str) -> Option<&str> {
        let own = self.inner.iter().find(|it| it.attributes.get("key").is_some_and(|own| own == key))?;
        own.attributes.get("value").map(String::as_str)
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &Element> {
        self.inner.iter().filter(move |it| it.name == name)
    }
}

/// Reads XML without text between tags; panics where it is not well-formed.
fn parsed(xml: &str) -> Element {
    let mut open = vec![Element::default()];
    let mut rest = xml;
    while let Some(start) = rest.find('<') {
        assert!(rest[..start].trim().is_empty(), "text between tags: {}", &rest[..start]);
        let end = start + rest[start..].find('>').expect("a tag ends");
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        assert!(!tag.contains('<'), "{tag}");
        if tag.starts_with('?') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            let element = open.pop().expect("a tag was open");
            assert_eq!(element.name, name);
            open.last_mut().expect("it stood in something").inner.push(element);
            continue;
        }
        let (tag, is_empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut element = Element { name: name.to_owned(), ..Element::default() };
        while !attributes.trim().is_empty() {
            let (key, after) = attributes.trim_start().split_once("=\"").expect("an attribute");
            let (value, after) = after.split_once('"').expect("a value that ends");
            assert!(element.attributes.insert(key.to_owned(), unescaped(value)).is_none(), "{tag}");
            attributes = after;
        }
        if is_empty {
            open.last_mut().expect("it stands in something").inner.push(element);
        } else {
            open.push(element);
        }
    }
    assert!(rest.trim().is_empty() && open.len() == 1, "{rest}");
    open.pop().expect("the document")
}

fn unescaped(text: &str) -> String {
    for (at, _) in text.match_indices('&') {
        assert!(["&amp;", "&lt;", "&gt;", "&quot;"].iter().any(|it| text[at..].starts_with(it)), "{text}");
    }
    text.replace("&quot;", "\"").replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
}

/// Of a day of the log: `2024-01-08T09:00:00.000`, in milliseconds since the start of its year.
fn millis(moment: &str) -> i64 {
    let day: jiff::civil::DateTime = moment[..23].parse().expect("a moment");
    let start = jiff::civil::date(2024, 1, 1).at(0, 0, 0, 0);
    day.duration_since(start).as_millis() as i64
}

#[test]
fn help_that_was_put_aside_is_told_in_as_many_stretches_as_there_were() {
    let logs = logs();
    let document = parsed(&logs.xes);
    let log = &document.inner[0];
    assert_eq!((document.inner.len(), log.name.as_str()), (1, "log"));
    let traces: BTreeMap<&str, &Element> =
        log.all("trace").map(|trace| (trace.value("concept:name").expect("a name"), trace)).collect();
    assert_eq!(traces.len(), log.all("trace").count(), "a case has a name of its own");
    let (mut n_aside, mut n_over_night) = (0, 0);
    for visit in &logs.visits {
        let cell = |column| logs.cell(visit, column);
        let aside: Vec<(&str, &str)> =
            cell("opzij").split_whitespace().map(|it| it.split_once('/').expect("an interval")).collect();
        if aside.is_empty() {
            continue;
        }
        // from the first moment of help to the last, but for the time that it lay aside
        let lay: i64 = aside.iter().map(|(from, to)| millis(to) - millis(from)).sum();
        if cell("afloop") == "geholpen" {
            let handling: f64 = cell("behandeltijd").parse().expect("seconds");
            let helped = millis(cell("klaar")) - millis(cell("geholpen")) - lay;
            assert!((helped as f64 / 1e3 - handling).abs() < 0.01, "{visit:?}");
        }
        assert!(cell("gekomen") <= cell("geholpen") && cell("geholpen") < aside[0].0, "{visit:?}");
        let Some(trace) = traces.get(cell("klant")) else { continue };
        let events = |transition: &str| -> Vec<&str> {
            let are_so = trace.all("event").filter(|event| {
                event.value("lifecycle:transition") == Some(transition)
                    && event.value("concept:name") == Some(cell("stap"))
            });
            are_so.map(|event| &event.value("time:timestamp").expect("a moment")[..23]).collect()
        };
        // what was passed on at once was put aside for no time
        assert!(aside.iter().all(|(from, _)| events("suspend").contains(from)), "{visit:?}");
        let resumed = aside.iter().filter(|(_, to)| events("resume").contains(to)).count();
        assert!(resumed == aside.len() || resumed + 1 == aside.len() && cell("afloop") != "geholpen");
        assert!(events("start").contains(&cell("geholpen")), "{visit:?}");
        n_aside += 1;
        n_over_night += usize::from(aside.iter().any(|(from, to)| from[..10] != to[..10]));
    }
    assert!(n_aside > 300 && n_over_night > 30, "{n_aside}, {n_over_night}");
}

#[test]
fn a_trace_is_in_order_and_every_contact_in_it_goes_its_way() {
    let logs = logs();
    let document = parsed(&logs.xes);
    for trace in document.inner[0].all("trace") {
        let mut under_way: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut before = 0;
        for event in trace.all("event") {
            let at = millis(event.value("time:timestamp").expect("a moment"));
            assert!(at >= before, "{trace:?}");
            before = at;
            let name = event.value("concept:name").expect("a name");
            let transition = event.value("lifecycle:transition").expect("a transition");
            let needs: &[&str] = match transition {
                "schedule" => {
                    assert_eq!(event.value("org:resource"), None, "nobody has it yet");
                    under_way.entry(name).or_default().push(transition);
                    continue;
                }
                "start" | "withdraw" => &["schedule"],
                "suspend" | "complete" => &["start", "resume"],
                "resume" => &["suspend"],
                "ate_abort" => &["start", "resume", "suspend"],
                other => panic!("{other}"),
            };
            let states = under_way.get_mut(name).expect("it was scheduled");
            let place = states.iter().position(|state| needs.contains(state));
            let place = place.unwrap_or_else(|| panic!("{transition} after {states:?} in {trace:?}"));
            states.remove(place);
            if !["withdraw", "complete", "ate_abort"].contains(&transition) {
                states.push(transition);
                assert!(event.value("org:resource").is_some(), "{event:?}");
            }
        }
    }
    // names of a user stay names
    let trace = document.inner[0].all("trace").next().expect("a case");
    assert_eq!(trace.value("doelgroep"), Some("gewoon & <b>"));
}

#[test]
fn who_asks_where_his_case_is_does_so_within_it() {
    let logs = logs();
    let document = parsed(&logs.xes);
    let mut n_asked = 0;
    for trace in document.inner[0].all("trace") {
        let asked = trace.all("event").filter(|event| {
            event.value("concept:name") == Some("vergunning (navraag)")
                && event.value("lifecycle:transition") == Some("complete")
        });
        let n = asked.count();
        assert!(n == 0 || trace.value("klantreis") == Some("vergunning"), "{trace:?}");
        n_asked += n;
    }
    let in_visits = logs.visits.iter().filter(|visit| {
        logs.cell(visit, "stap") == "vergunning (navraag)" && logs.cell(visit, "afloop") == "geholpen"
    });
    let in_visits = in_visits.count();
    // cases that began before the counted days are not in the log
    assert!(n_asked > 500 && n_asked < in_visits, "{n_asked}, {in_visits}");
}
