// The hook of the chart demo, a plain script: it may run before the client's script or after it.
window.slotwireHooks ??= [];
window.slotwireHooks.push([
  "Chart",
  {
    async mounted() {
      this.points = [];
      this.draw();
      // The canvas is painted with the page's colours, which change with the time of day.
      this.scheme = matchMedia("(prefers-color-scheme: dark)");
      this.redraw = () => this.draw();
      this.scheme.addEventListener("change", this.redraw);
      this.sizes = new ResizeObserver(() => this.plot.setSize(this.size()));
      this.sizes.observe(this.el);
      this.handle("sample", (point) => this.add(point));
      this.handle("cleared", () => {
        this.selected = null;
        this.show();
      });
      await this.load();
    },
    updated() {
      this.selected = null;
      this.show();
    },
    reconnected() {
      this.load();
    },
    destroyed() {
      this.scheme.removeEventListener("change", this.redraw);
      this.sizes.disconnect();
      this.plot.destroy();
    },

    async load() {
      this.points = await this.push("history");
      this.show();
    },
    add(point) {
      if (point.at === this.points.at(-1)?.at) return;
      this.points = [...this.points, point].slice(-300);
      this.show();
    },
    show() {
      const last = this.points.at(-1)?.at ?? Date.now() / 1000;
      const columns = ["at", "cpu", "memory"].map((name) => this.points.map((each) => each[name]));
      this.plot.setData(columns, false);
      this.plot.setScale("x", { min: last - this.props.span, max: last });
      this.showSelected();
    },
    /** Time goes on, and what is selected moves with it. */
    showSelected() {
      const { from, to } = this.selected ?? { from: 0, to: 0 };
      const [left, right] = [from, to].map((at) => Math.max(0, this.plot.valToPos(at, "x")));
      const height = this.selected ? this.plot.over.clientHeight : 0;
      this.plot.setSelect({ left, width: right - left, top: 0, height }, false);
    },
    size() {
      return { width: this.el.clientWidth, height: this.el.clientHeight };
    },
    draw() {
      this.plot?.destroy();
      const style = getComputedStyle(this.el);
      const color = (name) => style.getPropertyValue(name).trim();
      const axis = { stroke: color("--ink-soft"), grid: { stroke: color("--line"), width: 1 } };
      const line = { width: 2, points: { show: false } };
      const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });
      const { el } = this;
      this.plot = new uPlot(
        {
          ...this.size(),
          legend: { show: false },
          cursor: { y: false, drag: { x: true, setScale: false } },
          scales: {
            "%": { range: (_plot, _least, most) => [0, Math.max(10, most * 1.1)] },
            MB: { range: (_plot, _least, most) => [0, Math.max(10, most * 1.3)] },
          },
          axes: [
            {
              ...axis,
              space: 80,
              values: (_plot, ticks) => ticks.map((tick) => time.format(tick * 1000)),
            },
            {
              ...axis,
              scale: "%",
              size: 56,
              values: (_plot, ticks) => ticks.map((tick) => `${tick} %`),
            },
            {
              ...axis,
              scale: "MB",
              side: 1,
              size: 60,
              grid: { show: false },
              values: (_plot, ticks) => ticks.map((tick) => `${tick} MB`),
            },
          ],
          series: [
            {},
            { ...line, scale: "%", stroke: color("--accent"), fill: color("--accent-soft") },
            { ...line, scale: "MB", stroke: color("--ink-soft"), dash: [6, 4] },
          ],
          hooks: { setSelect: [(plot) => this.select(plot)] },
        },
        [[], [], []],
        el,
      );
      this.show();
    },
    select(plot) {
      const { left, width } = plot.select;
      if (width < 3) return;
      const [from, to] = [left, left + width].map((x) => Math.round(plot.posToVal(x, "x")));
      this.selected = { from, to };
      this.push("select", this.selected);
    },
  },
]);
