//! The model card, as text, and its calibration plots.

use std::fmt::Write as _;

use super::figures::{Judged, NAMES, bins, figures};

/// A table of figures: a row for each title.
#[must_use]
pub fn table(rows: &[(String, Vec<Judged>)]) -> String {
    let mut text = format!("| rows | risky | {} |\n", NAMES.join(" | "));
    text = format!("| what {text}|---|{}\n", "---|".repeat(NAMES.len() + 2));
    for (title, judged) in rows {
        let risky = judged.iter().filter(|row| row.risky).count();
        let _ = write!(text, "| {title} | {} | {risky} |", judged.len());
        for figure in figures(judged) {
            let [low, high] = figure.interval.map(short);
            let _ = write!(text, " {} ({low}–{high}) |", short(figure.value));
        }
        text.push('\n');
    }
    text
}

/// Probability against the share of risky rows, one line for each title: areas of the dots are the
/// shares of the rows.
#[must_use]
pub fn plot(title: &str, rows: &[(String, Vec<Judged>)]) -> String {
    const COLOURS: [&str; 4] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"];
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 440 380\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"440\" height=\"380\" fill=\"#fff\"/>\n",
    );
    let _ = writeln!(svg, "<text x=\"60\" y=\"20\">{title}</text>");
    let (left, bottom, size) = (60.0, 330.0, 300.0);
    let place = |x: f64, y: f64| (left + size * x, bottom - size * y);
    let _ = writeln!(
        svg,
        "<path d=\"M60 30V330H360M60 330L360 30\" fill=\"none\" stroke=\"#999\"/>"
    );
    for tick in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let ((x, _), (_, y)) = (place(tick, 0.0), place(0.0, tick));
        let _ = writeln!(
            svg,
            "<text x=\"{x:.0}\" y=\"346\" text-anchor=\"middle\">{tick}</text>\
             <text x=\"54\" y=\"{:.0}\" text-anchor=\"end\">{tick}</text>",
            y + 4.0
        );
    }
    for ((index, (name, judged)), colour) in rows.iter().enumerate().zip(COLOURS) {
        let points = bins(judged);
        let line = points.iter().map(|[x, y, _]| {
            let (x, y) = place(*x, *y);
            format!("{x:.1},{y:.1} ")
        });
        let _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\"/>",
            line.collect::<String>().trim_end()
        );
        for [x, y, count] in &points {
            let (x, y) = place(*x, *y);
            let radius = 2.0 + 8.0 * (count / judged.len() as f64).sqrt();
            let _ = writeln!(
                svg,
                "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"{colour}\" fill-opacity=\".5\"/>"
            );
        }
        let _ = writeln!(
            svg,
            "<text x=\"366\" y=\"{}\" fill=\"{colour}\">{name}</text>",
            50 + 18 * index
        );
    }
    svg += "<text x=\"210\" y=\"366\" text-anchor=\"middle\">predicted probability (x), share of risky rows (y)</text>\n</svg>\n";
    svg
}

/// A figure with three decimals, without the leading zero.
fn short(value: f64) -> String {
    let text = format!("{value:.3}");
    match text.strip_prefix("0.") {
        Some(decimals) => format!(".{decimals}"),
        None => text,
    }
}

/// The card, from what the shipped models say of unseen groups, and what the code model was measured
/// against (`data/code_baselines.md`).
#[must_use]
pub fn card(shipped: &[(String, Vec<Judged>)], baselines: &str) -> String {
    format!(
        "{}{}\n![Calibration](calibration.svg)\n\n## The code model beside others\n\n{baselines}{}",
        include_str!("card.md"),
        table(shipped),
        include_str!("card_limits.md"),
    )
}
