use klantreis::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let l = scenario::load(std::path::Path::new(&a[1]), &[]).unwrap();
    println!("{}", l.render(false));
    let s = l.scenario.unwrap();
    let m = model::compile::compile(&s);
    let stop = std::sync::atomic::AtomicBool::new(false);
    let r = experiment::simulate(&m, &experiment::Control { stop: &stop, progress: &|_, _| {} });
    for f in r.figures.iter().filter(|f| f.cut == Default::default() || (f.cut.hour.is_none())) {
        println!(
            "{:?} {:?} {:?}",
            f.measure,
            f.cut.channel.as_ref().or(f.cut.team.as_ref()).or(f.cut.journey.as_ref()),
            f.estimate
        );
    }
    for n in r.norms {
        println!("{n:?}");
    }
}
