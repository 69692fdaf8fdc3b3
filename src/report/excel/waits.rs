//! Sheet `Wachten per uur`: the hours of the day at each channel, with charts that Excel draws itself.

use rust_xlsxwriter::{
    Chart, ChartErrorBars, ChartErrorBarsDirection, ChartErrorBarsType, ChartRange, ChartType,
    ObjectMovement, Worksheet,
};

use super::sheet;
use crate::experiment::measure::Unit;
use crate::experiment::results::{ChannelWaits, Results};
use crate::report::chart::palette;
use crate::report::{number, view};

const NAME: &str = "Wachten per uur";
const HEADS: [&str; 12] = [
    "kanaal",
    "uur",
    "contacten",
    "binnen de drempel",
    "laag",
    "hoog",
    "gemiddelde wachttijd (min:s)",
    "laag",
    "hoog",
    "haakt af",
    "wachttijd: marge omlaag",
    "wachttijd: marge omhoog",
];
const WIDTHS: [f64; 12] = [20.0, 8.0, 11.0, 11.0, 9.0, 9.0, 14.0, 9.0, 9.0, 9.0, 11.0, 11.0];
/// Where the charts stand, and how many rows one takes.
const CHARTS: [u16; 2] = [13, 21];
const CHART_ROWS: u32 = 17;

pub fn sheet(results: &Results) -> Worksheet {
    let mut sheet = sheet::new(NAME);
    sheet::put_heads(&mut sheet, 0, &HEADS);
    let (plain, count) = (sheet::wrapped(), sheet::of_unit(Unit::Count));
    let (share, clock) = (sheet::of_unit(Unit::Share), sheet::clock());
    let mut row = 1;
    let mut chart_row = 1;
    for waits in of_queues(results) {
        let first = row;
        for hour in view::day(results, &waits.channel) {
            sheet::put_text(&mut sheet, (row, 0), &waits.channel, &plain);
            sheet::put_text(&mut sheet, (row, 1), &format!("{}–{}", hour.hour, hour.hour + 1), &plain);
            let wait = hour.wait;
            let days = sheet::days;
            for (column, value, format) in [
                (2, hour.offered.value, &count),
                (3, hour.within.value, &share),
                (4, hour.within.low, &share),
                (5, hour.within.high, &share),
                (6, days(wait.value), &clock),
                (7, days(wait.low), &clock),
                (8, days(wait.high), &clock),
                (9, hour.abandoned.value, &share),
                (10, days(wait.value - wait.low), &clock),
                (11, days(wait.high - wait.value), &clock),
            ] {
                sheet::put_number(&mut sheet, (row, column), value, format);
            }
            row += 1;
        }
        if row > first {
            let threshold = number::duration(waits.threshold);
            let charts =
                [wait(&waits.channel, first, row - 1), within(&waits.channel, &threshold, first, row - 1)];
            for (chart, column) in charts.iter().zip(CHARTS) {
                sheet.insert_chart(chart_row, column, chart).expect("a cell that exists");
            }
            chart_row += CHART_ROWS;
        }
    }
    sheet::set_widths(&mut sheet, &WIDTHS);
    sheet.set_freeze_panes(1, 2).expect("a cell that exists");
    sheet.autofilter(0, 0, row - 1, (HEADS.len() - 1) as u16).expect("cells that exist");
    sheet
}

/// Channels at which one waits for an answer at once.
pub fn of_queues(results: &Results) -> impl Iterator<Item = &ChannelWaits> {
    results.channels.iter().filter(|waits| !view::is_message(results, &waits.channel))
}

fn wait(channel: &str, first: u32, last: u32) -> Chart {
    let mut chart = chart(
        ChartType::Column,
        &format!("{channel}: gemiddelde wachttijd van wie geholpen is (min:s)"),
        &format!("Staafgrafiek: gemiddelde wachttijd bij {channel} per uur van de dag, met interval."),
    );
    let range = |column: u16| ChartRange::new_from_range(NAME, first, column, last, column);
    let mut margins = ChartErrorBars::new();
    margins
        .set_type(ChartErrorBarsType::Custom(range(11), range(10)))
        .set_direction(ChartErrorBarsDirection::Both);
    add_series(&mut chart, (first, last), 6).set_y_error_bars(&margins).set_gap(60);
    chart.y_axis().set_num_format("[m]:ss").set_min(0);
    chart
}

fn within(channel: &str, threshold: &str, first: u32, last: u32) -> Chart {
    let mut chart = chart(
        ChartType::Line,
        &format!("{channel}: geholpen binnen {threshold}"),
        &format!(
            "Lijngrafiek: het deel dat bij {channel} binnen {threshold} geholpen is, per uur van de dag."
        ),
    );
    add_series(&mut chart, (first, last), 3);
    chart.y_axis().set_num_format("0%").set_min(0).set_max(1);
    chart
}

fn chart(kind: ChartType, title: &str, description: &str) -> Chart {
    let mut chart = Chart::new(kind);
    // what a chart may be called
    chart.title().set_name(title.chars().take(200).collect::<String>().as_str());
    chart.set_alt_text(description.chars().take(250).collect::<String>());
    chart.legend().set_hidden();
    chart.x_axis().set_name("uur van de dag");
    chart.set_width(500).set_height(320);
    // a filter on the rows leaves the charts where they are
    chart.set_object_movement(ObjectMovement::DontMoveOrSizeWithCells);
    chart
}

fn add_series(
    chart: &mut Chart,
    (first, last): (u32, u32),
    column: u16,
) -> &mut rust_xlsxwriter::ChartSeries {
    let ink = sheet::color(palette::rgb(palette::MAIN));
    chart
        .add_series()
        .set_categories((NAME, first, 1, last, 1))
        .set_values((NAME, first, column, last, column))
        .set_format(
            rust_xlsxwriter::ChartFormat::new()
                .set_line(rust_xlsxwriter::ChartLine::new().set_color(ink).set_width(2.25))
                .set_solid_fill(rust_xlsxwriter::ChartSolidFill::new().set_color(ink)),
        )
}
