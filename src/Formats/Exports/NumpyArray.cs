using System.Buffers.Binary;

namespace Symmetry.Formats.Exports;

/// <summary>An array with a name, as NumPy stores it: little-endian, in C order, the last index fastest.</summary>
/// <remarks>The format is version 1.0 of NEP 1, "A simple file format for NumPy arrays" (R. Kern, 2007).</remarks>
internal sealed class NumpyArray
{
    private const int HeaderAlignment = 64;
    private const int PreambleBytes = 10;

    private readonly string type;
    private readonly string shape;
    private readonly byte[] data;

    private NumpyArray(string name, string type, int[] shape, byte[] data) =>
        (Name, this.type, this.shape, this.data) = (name, type, shape is [var length] ? $"({length},)" : $"({string.Join(", ", shape)})", data);

    /// <summary>The name of the array in its archive.</summary>
    public string Name { get; }

    /// <summary>Single-precision numbers.</summary>
    public static NumpyArray Floats(string name, ReadOnlySpan<float> values, params int[] shape)
    {
        var bytes = new byte[values.Length * sizeof(float)];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        return new NumpyArray(name, "<f4", shape, bytes);
    }

    /// <summary>Whole numbers of 32 bits, in a row.</summary>
    public static NumpyArray Whole(string name, params ReadOnlySpan<int> values)
    {
        var bytes = new byte[values.Length * sizeof(int)];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * sizeof(int)), values[i]);
        }

        return new NumpyArray(name, "<i4", [values.Length], bytes);
    }

    /// <summary>Whole numbers of 8 bits, in a row.</summary>
    public static NumpyArray Bytes(string name, ReadOnlySpan<byte> values) => new(name, "|u1", [values.Length], values.ToArray());

    /// <summary>A text, as an array without dimensions.</summary>
    public static NumpyArray Text(string name, string text)
    {
        var bytes = Encoding.UTF32.GetBytes(text);
        return new NumpyArray(name, string.Create(CultureInfo.InvariantCulture, $"<U{bytes.Length / sizeof(int)}"), [], bytes);
    }

    /// <summary>Writes the array as a file of its own.</summary>
    public void Write(Stream stream)
    {
        var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}";
        var padded = ((PreambleBytes + header.Length + HeaderAlignment) / HeaderAlignment * HeaderAlignment) - PreambleBytes;
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)padded, (byte)(padded >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(header.PadRight(padded - 1) + "\n"));
        stream.Write(data);
    }
}
