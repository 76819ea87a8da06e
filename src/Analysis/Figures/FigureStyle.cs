namespace Symmetry.Analysis.Figures;

/// <summary>Colours and strokes of all figures, and the colours of the pages around them.</summary>
public static class FigureStyle
{
    // Blue and vermilion of Okabe and Ito, in the dark their sky blue and orange: colour-blind readers can tell them apart.
    private static readonly (string Name, string Light, string Dark)[] Colours =
    [
        ("paper", "#ffffff", "#14161a"), ("wash", "#f4f6f9", "#1d2026"), ("ink", "#16181d", "#e8eaee"), ("soft", "#5b6270", "#a2a9b6"),
        ("rule", "#d5d9e0", "#363b45"), ("original", "#0072b2", "#56b4e9"), ("inverted", "#d55e00", "#e69f00"),
    ];

    private const string Rules = """
        svg.plot { font-family: "Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans", sans-serif; fill: var(--ink); }
        svg .page { fill: var(--paper); }
        svg .grid { stroke: var(--rule); stroke-width: 1; }
        svg .rule { stroke: var(--rule); stroke-width: .6; }
        svg .zero { stroke: var(--ink); stroke-width: 1.2; stroke-dasharray: 5 4; }
        svg .name, svg .cell { font-size: 13px; }
        svg .tick, svg .side, svg .key { font-size: 12px; }
        svg .tick, svg .side { fill: var(--soft); }
        svg .original { fill: var(--original); stroke: var(--paper); stroke-width: .5; }
        svg .inverted { fill: var(--paper); stroke: var(--inverted); stroke-width: 1.2; }
        svg .interval { stroke: var(--ink); stroke-width: 5; }
        svg .axis, svg .onerun { stroke: var(--ink); stroke-width: 1.1; }
        svg .mean { stroke: var(--ink); stroke-width: 1.6; }
        svg .paper { fill: none; stroke: var(--ink); stroke-width: 1.8; }
        svg .curve.original { fill: none; stroke: var(--original); stroke-width: 1.6; }
        svg .curve.inverted { fill: none; stroke: var(--inverted); stroke-width: 1.6; stroke-dasharray: 6 4; }
        svg .frame { fill: none; stroke: var(--soft); stroke-width: 1; }
        svg .above { fill: var(--original); }
        svg .below { fill: var(--inverted); }
        svg .pixel { shape-rendering: crispEdges; }

        """;

    /// <summary>The style sheet for pages with figures, which follow the reader's choice of light and dark; paper is light.</summary>
    public static string ForPages { get; } =
        $$"""
        :root { color-scheme: light dark; {{Variables(colour => colour.Light)}} }
        @media screen and (prefers-color-scheme: dark) { :root { {{Variables(colour => colour.Dark)}} } }
        {{Rules}}
        """;

    /// <summary>The style sheet inside a figure's own file: light colours without variables, which many programs do not know.</summary>
    public static string ForFiles { get; } =
        Colours.Aggregate(Rules, (css, colour) => css.Replace($"var(--{colour.Name})", colour.Light, StringComparison.Ordinal));

    private static string Variables(Func<(string Name, string Light, string Dark), string> value) =>
        string.Join(' ', Colours.Select(colour => $"--{colour.Name}: {value(colour)};"));
}
