using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Symmetry.Protocol;

/// <summary>The text of a violation, which is formed only if there is one: invariants are checked at every step.</summary>
[InterpolatedStringHandler]
internal readonly struct ViolationText
{
    private readonly StringBuilder? text;

    public ViolationText(int literalLength, int formattedCount, bool holds, out bool isNeeded)
    {
        _ = (literalLength, formattedCount);
        isNeeded = !holds;
        text = holds ? null : new StringBuilder();
    }

    public void AppendLiteral(string value) => text!.Append(value);

    public void AppendFormatted<T>(T value) => text!.Append(CultureInfo.InvariantCulture, $"{value}");

    public void AppendFormatted<T>(T value, string? format)
        where T : IFormattable => text!.Append(value.ToString(format, CultureInfo.InvariantCulture));

    public override string ToString() => text?.ToString() ?? "";
}
