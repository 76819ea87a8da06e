using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Symmetry.Engine.Trials;

/// <summary>A named number that a trial measured.</summary>
/// <param name="Name">1 … 255 ASCII letters, digits and underscores, such as <c>accuracy_orbit</c>.</param>
/// <param name="Value">The value; NaN where it is undefined.</param>
public readonly record struct Measurement(string Name, double Value)
{
    /// <summary>Bytes as <see cref="TrialResult.Encode"/> describes them; none for none.</summary>
    internal static byte[] Encode(ImmutableArray<Measurement> measurements)
    {
        if (measurements.IsEmpty)
        {
            return [];
        }

        var bytes = new List<byte> { checked((byte)measurements.Length) };
        Span<byte> eight = stackalloc byte[sizeof(double)];
        foreach (var (name, value) in measurements)
        {
            bytes.Add(checked((byte)name.Length));
            bytes.AddRange(Encoding.ASCII.GetBytes(name));
            BinaryPrimitives.WriteDoubleLittleEndian(eight, double.IsNaN(value) ? double.NaN : value);
            bytes.AddRange(eight);
        }

        return [.. bytes];
    }

    /// <summary>Takes what <see cref="Encode"/> wrote from the front.</summary>
    /// <exception cref="FormatException">The bytes end too early.</exception>
    internal static ImmutableArray<Measurement> Decode(ref ReadOnlySpan<byte> bytes)
    {
        var measurements = ImmutableArray.CreateBuilder<Measurement>();
        for (int left = Take(ref bytes, 1)[0]; left > 0; left--)
        {
            var name = Encoding.ASCII.GetString(Take(ref bytes, Take(ref bytes, 1)[0]));
            measurements.Add(new Measurement(name, BinaryPrimitives.ReadDoubleLittleEndian(Take(ref bytes, sizeof(double)))));
        }

        return measurements.ToImmutable();
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        if (bytes.Length < count)
        {
            throw new FormatException("A result's measurements end too early.");
        }

        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }
}
