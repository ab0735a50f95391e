//! The target `xlsx_sheet`; what it does stands in `src/lib.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| mingzhang_fuzz::run("xlsx_sheet", data));
