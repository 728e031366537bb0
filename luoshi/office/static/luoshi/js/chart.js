// One bar for each section, one part for each kind. The table beside it says the same to those who cannot see it.
"use strict";
(() => {
  const COLOURS = { target: "#a3171c", milestone: "#1d4f86", action: "#9aa5b3" };
  let chart = null;

  function draw() {
    const box = document.querySelector(".chart"); // no id: htmx would copy its style attribute, which the policy forbids
    if (chart && (chart.isDisposed() || chart.getDom() !== box)) {
      if (!chart.isDisposed()) chart.dispose();
      chart = null;
    }
    if (!box || !window.echarts || chart) return;
    const data = JSON.parse(document.getElementById(box.dataset.from).textContent);
    if (!data.rows.length) return;
    box.hidden = false;
    const small = box.clientWidth < 560;
    const size = parseFloat(window.getComputedStyle(document.documentElement).fontSize);
    const label = small ? size * 6.5 : Math.min(size * 17, box.clientWidth * 0.36);
    box.style.height = `${Math.max(data.rows.length * size * 1.5 + size * 2.2, size * 5)}px`;
    chart = window.echarts.init(box);
    const rows = [...data.rows].reverse();
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: window.getComputedStyle(document.body).fontFamily },
      grid: { left: label + size * 0.8, right: size * 2.6, top: size * 1.8, bottom: size * 0.2 },
      legend: { top: 0, right: 0, itemWidth: size * 0.8, itemHeight: size * 0.8, textStyle: { fontSize: size * 0.82, color: "#4b5563" } },
      tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: "none" }, confine: true, textStyle: { fontSize: size * 0.82 } },
      xAxis: { type: "value", show: false, max: "dataMax" },
      yAxis: {
        type: "category", data: rows.map((row) => row.label), axisTick: { show: false }, axisLine: { show: false },
        axisLabel: { width: label, overflow: "truncate", fontSize: size * 0.82, color: "#1c2430", interval: 0 },
      },
      series: data.kinds.map((kind, at) => ({
        name: kind, type: "bar", stack: "all", barMaxWidth: size * 1.05, barCategoryGap: "35%",
        data: rows.map((row) => row.counts[at]), itemStyle: { color: COLOURS[data.keys[at]] || "#646d79" },
      })).concat([{
        name: "", type: "bar", stack: "all", silent: true, tooltip: { show: false }, legendHoverLink: false,
        data: rows.map((row) => ({ value: 0, total: row.total })), itemStyle: { color: "transparent" },
        label: { show: true, position: "right", fontSize: size * 0.82, color: "#1c2430", formatter: (point) => String(point.data.total) },
      }]),
    });
  }
  window.addEventListener("resize", () => {
    if (!chart) return;
    chart.dispose();
    chart = null;
    draw();
  });
  document.body.addEventListener("htmx:afterSwap", draw);
  draw();
})();
