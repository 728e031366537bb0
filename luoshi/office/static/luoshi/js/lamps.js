// Lamps as stacked bars: across for fields and organisations, up for months. The table beside each says the same.
"use strict";
(() => {
  const style = window.getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--lamp-${name}`).trim() || "#646d79";
  const charts = [];

  function draw(box) {
    const data = JSON.parse(document.getElementById(box.dataset.from).textContent);
    if (!data.rows.length) return;
    box.hidden = false;
    const size = parseFloat(style.fontSize);
    const across = data.way === "across";
    const rows = across ? [...data.rows].reverse() : data.rows;
    const label = Math.min(size * 10, box.clientWidth * 0.36);
    box.style.height = across ? `${Math.max(rows.length * size * 1.7 + size * 2.6, size * 7)}px` : `${size * 15}px`;
    const chart = window.echarts.init(box);
    charts.push(chart);
    const words = { fontSize: size * 0.8, color: "#1c2430" };
    const names = {
      type: "category", data: rows.map((row) => row.label), axisTick: { show: false }, axisLine: { lineStyle: { color: "#838b96" } },
      axisLabel: across ? { ...words, width: label, overflow: "truncate", interval: 0 } : words,
    };
    const counts = { type: "value", minInterval: 1, axisLabel: words, splitLine: { lineStyle: { color: "#dcdfe4" } } };
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: window.getComputedStyle(document.body).fontFamily },
      grid: { left: across ? label + size * 0.8 : size * 2.6, right: size * 1.2, top: size * 2, bottom: size * 1.8 },
      legend: { top: 0, left: 0, itemWidth: size * 0.8, itemHeight: size * 0.8, textStyle: { ...words, color: "#4b5563" } },
      tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" }, confine: true, textStyle: { fontSize: size * 0.82 } },
      xAxis: across ? counts : names,
      yAxis: across ? names : counts,
      series: data.keys.map((key, at) => ({
        name: data.names[at], type: "bar", stack: "all", barMaxWidth: size * (across ? 1.05 : 2.4),
        data: rows.map((row) => row.counts[at]), itemStyle: { color: colour(key), borderColor: "#fff", borderWidth: 0.5 },
      })),
    });
  }

  function drawAll() {
    while (charts.length) charts.pop().dispose();
    if (window.echarts) document.querySelectorAll(".lamp-chart").forEach(draw);
  }
  window.addEventListener("resize", drawAll);
  drawAll();
})();
