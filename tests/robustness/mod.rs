//! Bad input through the whole pipeline and the site: every file is named with a diagnostic and a way out, the others
//! do not notice it, nothing from a document reaches a page as markup, and nothing panics.
#![allow(clippy::disallowed_methods)]

mod beside;
mod damage;
mod entries;
mod markup;
mod sizes;
mod told_apart;

/// The diagnostics of made-up files, read without building a site.
fn read(files: &[(&str, String)]) -> mingzhang::pipeline::Outcome {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    let mut config = mingzhang::config::Config::default();
    config.paths.content = folder.path().to_owned();
    mingzhang::pipeline::run(&config).expect("it runs")
}

fn budget(body: &str) -> String {
    format!(
        "{body} 2021 年部门预算\n\n收支预算总表\n\n单位：万元\n\n收入\t\t支出\t\n项 目\t2021 年预算数\t项 目\t2021 年预算数\n\
         一、一般公共预算拨款\t900.00\t一、农林水支出\t900.00\n收入总计\t900.00\t支出总计\t900.00\n\n第三部分 情况说明\n"
    )
}
