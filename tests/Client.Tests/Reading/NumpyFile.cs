using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Symmetry.Client.Tests.Reading;

/// <summary>The arrays of an npz file, read from its bytes: an implementation of the format apart from the one that writes it.</summary>
internal sealed partial class NumpyFile
{
    private readonly Dictionary<string, (string Type, int[] Shape, byte[] Data)> arrays = [];

    public NumpyFile(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        foreach (var entry in archive.Entries)
        {
            using var content = new MemoryStream();
            using (var stream = entry.Open())
            {
                stream.CopyTo(content);
            }

            var bytes = content.ToArray();
            Assert.Equal([0x93, .. "NUMPY"u8, 1, 0], bytes[..8]);
            var start = 10 + BitConverter.ToUInt16(bytes, 8);
            Assert.Equal(0, start % 64);
            var header = Header().Match(Encoding.ASCII.GetString(bytes, 10, start - 10));
            Assert.True(header.Success, entry.Name);
            arrays[Path.GetFileNameWithoutExtension(entry.Name)] = (
                header.Groups["type"].Value,
                [.. header.Groups["shape"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(int.Parse)],
                bytes[start..]);
        }
    }

    public IReadOnlyCollection<string> Names => arrays.Keys;

    public int[] ShapeOf(string name) => arrays[name].Shape;

    public float[] Floats(string name) => Numbers(name, "<f4", sizeof(float), BitConverter.ToSingle);

    public int[] Whole(string name) => Numbers(name, "<i4", sizeof(int), BitConverter.ToInt32);

    public byte[] Bytes(string name) => Numbers(name, "|u1", 1, (data, at) => data[at]);

    public string Text(string name)
    {
        Assert.Equal($"<U{arrays[name].Data.Length / 4}", arrays[name].Type);
        return Encoding.UTF32.GetString(arrays[name].Data);
    }

    private T[] Numbers<T>(string name, string type, int size, Func<byte[], int, T> read)
    {
        var (stored, shape, data) = arrays[name];
        Assert.Equal(type, stored);
        Assert.Equal(shape.Aggregate(size, (product, length) => product * length), data.Length);
        return [.. Enumerable.Range(0, data.Length / size).Select(i => read(data, i * size))];
    }

    [GeneratedRegex(@"^\{'descr': '(?<type>[^']+)', 'fortran_order': False, 'shape': \((?<shape>[0-9, ]*)\), \} *\n$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Header();
}
