using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Symmetry.Engine.Experiments;

namespace Symmetry.Engine.Sweeps;

/// <summary>The hash over all results of a sweep in (cell, replicate) order: equal wherever and however they were computed.</summary>
/// <remarks>
/// SHA-256 over the cells' hashes in cell order. A cell's hash is the SHA-256 of its settings' canonical text followed, for
/// each replicate in order, by the replicate's number, its stream indices and the length and bytes of its result
/// (<see cref="TrialResult.Encode"/>). Cells may be added in any order, the replicates of a cell only in their own.
/// </remarks>
public sealed class Fingerprint : IDisposable
{
    private readonly Sweep sweep;
    private readonly IncrementalHash?[] cells;
    private readonly byte[]?[] complete;
    private readonly long[] next;

    /// <summary>Starts without results.</summary>
    public Fingerprint(Sweep sweep)
    {
        this.sweep = sweep;
        cells = new IncrementalHash?[sweep.Cells.Length];
        complete = new byte[]?[sweep.Cells.Length];
        next = new long[sweep.Cells.Length];
    }

    /// <summary>Adds the result of the cell's next replicate.</summary>
    /// <exception cref="InvalidOperationException">Another replicate is next.</exception>
    public void Add(int cell, long replicate, TrialResult result) => Add(cell, replicate, result.Encode());

    /// <summary>Adds the canonical bytes of the result of the cell's next replicate.</summary>
    /// <exception cref="InvalidOperationException">Another replicate is next.</exception>
    public void Add(int cell, long replicate, ReadOnlySpan<byte> result)
    {
        if (replicate != next[cell])
        {
            throw new InvalidOperationException($"Cell {cell} expects replicate {next[cell]}, not {replicate}.");
        }

        next[cell]++;
        var hash = cells[cell] ??= Start(cell);
        var indices = sweep.Spec.Replicates.IndicesOf(sweep.Spec.Seed, replicate);
        Span<byte> head = stackalloc byte[(2 * sizeof(long)) + (6 * sizeof(int))];
        BinaryPrimitives.WriteInt64LittleEndian(head, replicate);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], indices.Seed);
        BinaryPrimitives.WriteUInt32LittleEndian(head[16..], indices.Split);
        BinaryPrimitives.WriteUInt32LittleEndian(head[20..], indices.Weights);
        BinaryPrimitives.WriteUInt32LittleEndian(head[24..], indices.Order);
        BinaryPrimitives.WriteUInt32LittleEndian(head[28..], indices.Permutation);
        BinaryPrimitives.WriteUInt32LittleEndian(head[32..], indices.Orbit);
        BinaryPrimitives.WriteInt32LittleEndian(head[36..], result.Length);
        hash.AppendData(head);
        hash.AppendData(result);
        if (next[cell] == sweep.Replicates)
        {
            // A running hash takes ten times the memory, which matters with 100,000 cells.
            complete[cell] = hash.GetHashAndReset();
            hash.Dispose();
            cells[cell] = null;
        }
    }

    /// <summary>The 64 hexadecimal digits over what was added; the sweep's own once every replicate of every cell was.</summary>
    public string Finish()
    {
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var cell = 0; cell < cells.Length; cell++)
        {
            whole.AppendData(complete[cell] ?? (cells[cell] ??= Start(cell)).GetCurrentHash());
        }

        return Convert.ToHexStringLower(whole.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var hash in cells)
        {
            hash?.Dispose();
        }
    }

    private IncrementalHash Start(int cell)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(sweep.Experiment.Canonical(sweep.Cells[cell].Settings)));
        return hash;
    }
}
