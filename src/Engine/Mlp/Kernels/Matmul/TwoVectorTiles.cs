using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels.Matmul;

/// <summary>The innermost loops of <see cref="TiledMatmul"/> for two vectors of lanes and 10, 5, 2 or 1 units: all sums stay in registers.</summary>
/// <remarks>
/// Unrolled by hand, because the compiler keeps named locals in registers, but not arrays. Ten units of two vectors fit into
/// 32 registers, and five into 16. One load of a weight then feeds two multiplications, and no sum waits for its last term.
/// </remarks>
internal static unsafe class TwoVectorTiles<TSimd, TVector, TStart, TEnd>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
    where TStart : struct, ISumStart
    where TEnd : struct, ISumEnd
{
    /// <summary>Computes all units for two vectors of lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Column(in TiledMatmul p, nint lane)
    {
        nint unit = 0;
        if (TSimd.Count == 16)
        {
            for (; unit + 10 <= p.Units; unit += 10)
            {
                Tile10x2(p, unit, lane);
            }
        }

        for (; unit + 5 <= p.Units; unit += 5)
        {
            Tile5x2(p, unit, lane);
        }

        for (; unit + 2 <= p.Units; unit += 2)
        {
            Tile2x2(p, unit, lane);
        }

        if (unit < p.Units)
        {
            Tile1x2(p, unit, lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile10x2(in TiledMatmul p, nint unit, nint lane)
    {
        var a = p.A + (unit * p.UnitStep);
        var c = p.C + (unit * p.RowStep) + lane;
        var start = p.Start + (unit * p.StartStep);
        var a1 = p.UnitStep;
        var a2 = 2 * a1;
        var a3 = 3 * a1;
        var a4 = 4 * a1;
        var upper = a + (5 * a1);
        var step = p.TermStep;
        var row = p.B;
        var end = row + p.Terms;
        var s0x = TStart.Load<TSimd, TVector>(c, start, p);
        var s0y = TStart.Load<TSimd, TVector>(c + TSimd.Count, start, p);
        var s1x = TStart.Load<TSimd, TVector>(c + p.RowStep, start + p.StartStep, p);
        var s1y = TStart.Load<TSimd, TVector>(c + p.RowStep + TSimd.Count, start + p.StartStep, p);
        var s2x = TStart.Load<TSimd, TVector>(c + (2 * p.RowStep), start + (2 * p.StartStep), p);
        var s2y = TStart.Load<TSimd, TVector>(c + (2 * p.RowStep) + TSimd.Count, start + (2 * p.StartStep), p);
        var s3x = TStart.Load<TSimd, TVector>(c + (3 * p.RowStep), start + (3 * p.StartStep), p);
        var s3y = TStart.Load<TSimd, TVector>(c + (3 * p.RowStep) + TSimd.Count, start + (3 * p.StartStep), p);
        var s4x = TStart.Load<TSimd, TVector>(c + (4 * p.RowStep), start + (4 * p.StartStep), p);
        var s4y = TStart.Load<TSimd, TVector>(c + (4 * p.RowStep) + TSimd.Count, start + (4 * p.StartStep), p);
        var s5x = TStart.Load<TSimd, TVector>(c + (5 * p.RowStep), start + (5 * p.StartStep), p);
        var s5y = TStart.Load<TSimd, TVector>(c + (5 * p.RowStep) + TSimd.Count, start + (5 * p.StartStep), p);
        var s6x = TStart.Load<TSimd, TVector>(c + (6 * p.RowStep), start + (6 * p.StartStep), p);
        var s6y = TStart.Load<TSimd, TVector>(c + (6 * p.RowStep) + TSimd.Count, start + (6 * p.StartStep), p);
        var s7x = TStart.Load<TSimd, TVector>(c + (7 * p.RowStep), start + (7 * p.StartStep), p);
        var s7y = TStart.Load<TSimd, TVector>(c + (7 * p.RowStep) + TSimd.Count, start + (7 * p.StartStep), p);
        var s8x = TStart.Load<TSimd, TVector>(c + (8 * p.RowStep), start + (8 * p.StartStep), p);
        var s8y = TStart.Load<TSimd, TVector>(c + (8 * p.RowStep) + TSimd.Count, start + (8 * p.StartStep), p);
        var s9x = TStart.Load<TSimd, TVector>(c + (9 * p.RowStep), start + (9 * p.StartStep), p);
        var s9y = TStart.Load<TSimd, TVector>(c + (9 * p.RowStep) + TSimd.Count, start + (9 * p.StartStep), p);
        for (; row < end; row++)
        {
            var b = *row + lane;
            var x = TSimd.Load(b);
            var y = TSimd.Load(b + TSimd.Count);
            var w = TSimd.Broadcast(a[0]);
            s0x = TSimd.Fma(w, x, s0x);
            s0y = TSimd.Fma(w, y, s0y);
            w = TSimd.Broadcast(a[a1]);
            s1x = TSimd.Fma(w, x, s1x);
            s1y = TSimd.Fma(w, y, s1y);
            w = TSimd.Broadcast(a[a2]);
            s2x = TSimd.Fma(w, x, s2x);
            s2y = TSimd.Fma(w, y, s2y);
            w = TSimd.Broadcast(a[a3]);
            s3x = TSimd.Fma(w, x, s3x);
            s3y = TSimd.Fma(w, y, s3y);
            w = TSimd.Broadcast(a[a4]);
            s4x = TSimd.Fma(w, x, s4x);
            s4y = TSimd.Fma(w, y, s4y);
            w = TSimd.Broadcast(upper[0]);
            s5x = TSimd.Fma(w, x, s5x);
            s5y = TSimd.Fma(w, y, s5y);
            w = TSimd.Broadcast(upper[a1]);
            s6x = TSimd.Fma(w, x, s6x);
            s6y = TSimd.Fma(w, y, s6y);
            w = TSimd.Broadcast(upper[a2]);
            s7x = TSimd.Fma(w, x, s7x);
            s7y = TSimd.Fma(w, y, s7y);
            w = TSimd.Broadcast(upper[a3]);
            s8x = TSimd.Fma(w, x, s8x);
            s8y = TSimd.Fma(w, y, s8y);
            w = TSimd.Broadcast(upper[a4]);
            s9x = TSimd.Fma(w, x, s9x);
            s9y = TSimd.Fma(w, y, s9y);
            a += step;
            upper += step;
        }

        TEnd.Store<TSimd, TVector>(c, s0x, p);
        TEnd.Store<TSimd, TVector>(c + TSimd.Count, s0y, p);
        TEnd.Store<TSimd, TVector>(c + p.RowStep, s1x, p);
        TEnd.Store<TSimd, TVector>(c + p.RowStep + TSimd.Count, s1y, p);
        TEnd.Store<TSimd, TVector>(c + (2 * p.RowStep), s2x, p);
        TEnd.Store<TSimd, TVector>(c + (2 * p.RowStep) + TSimd.Count, s2y, p);
        TEnd.Store<TSimd, TVector>(c + (3 * p.RowStep), s3x, p);
        TEnd.Store<TSimd, TVector>(c + (3 * p.RowStep) + TSimd.Count, s3y, p);
        TEnd.Store<TSimd, TVector>(c + (4 * p.RowStep), s4x, p);
        TEnd.Store<TSimd, TVector>(c + (4 * p.RowStep) + TSimd.Count, s4y, p);
        TEnd.Store<TSimd, TVector>(c + (5 * p.RowStep), s5x, p);
        TEnd.Store<TSimd, TVector>(c + (5 * p.RowStep) + TSimd.Count, s5y, p);
        TEnd.Store<TSimd, TVector>(c + (6 * p.RowStep), s6x, p);
        TEnd.Store<TSimd, TVector>(c + (6 * p.RowStep) + TSimd.Count, s6y, p);
        TEnd.Store<TSimd, TVector>(c + (7 * p.RowStep), s7x, p);
        TEnd.Store<TSimd, TVector>(c + (7 * p.RowStep) + TSimd.Count, s7y, p);
        TEnd.Store<TSimd, TVector>(c + (8 * p.RowStep), s8x, p);
        TEnd.Store<TSimd, TVector>(c + (8 * p.RowStep) + TSimd.Count, s8y, p);
        TEnd.Store<TSimd, TVector>(c + (9 * p.RowStep), s9x, p);
        TEnd.Store<TSimd, TVector>(c + (9 * p.RowStep) + TSimd.Count, s9y, p);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile5x2(in TiledMatmul p, nint unit, nint lane)
    {
        var a = p.A + (unit * p.UnitStep);
        var c = p.C + (unit * p.RowStep) + lane;
        var start = p.Start + (unit * p.StartStep);
        var a1 = p.UnitStep;
        var a2 = 2 * a1;
        var a3 = 3 * a1;
        var a4 = 4 * a1;
        var step = p.TermStep;
        var row = p.B;
        var end = row + p.Terms;
        var s0x = TStart.Load<TSimd, TVector>(c, start, p);
        var s0y = TStart.Load<TSimd, TVector>(c + TSimd.Count, start, p);
        var s1x = TStart.Load<TSimd, TVector>(c + p.RowStep, start + p.StartStep, p);
        var s1y = TStart.Load<TSimd, TVector>(c + p.RowStep + TSimd.Count, start + p.StartStep, p);
        var s2x = TStart.Load<TSimd, TVector>(c + (2 * p.RowStep), start + (2 * p.StartStep), p);
        var s2y = TStart.Load<TSimd, TVector>(c + (2 * p.RowStep) + TSimd.Count, start + (2 * p.StartStep), p);
        var s3x = TStart.Load<TSimd, TVector>(c + (3 * p.RowStep), start + (3 * p.StartStep), p);
        var s3y = TStart.Load<TSimd, TVector>(c + (3 * p.RowStep) + TSimd.Count, start + (3 * p.StartStep), p);
        var s4x = TStart.Load<TSimd, TVector>(c + (4 * p.RowStep), start + (4 * p.StartStep), p);
        var s4y = TStart.Load<TSimd, TVector>(c + (4 * p.RowStep) + TSimd.Count, start + (4 * p.StartStep), p);
        for (; row < end; row++)
        {
            var b = *row + lane;
            var x = TSimd.Load(b);
            var y = TSimd.Load(b + TSimd.Count);
            var w = TSimd.Broadcast(a[0]);
            s0x = TSimd.Fma(w, x, s0x);
            s0y = TSimd.Fma(w, y, s0y);
            w = TSimd.Broadcast(a[a1]);
            s1x = TSimd.Fma(w, x, s1x);
            s1y = TSimd.Fma(w, y, s1y);
            w = TSimd.Broadcast(a[a2]);
            s2x = TSimd.Fma(w, x, s2x);
            s2y = TSimd.Fma(w, y, s2y);
            w = TSimd.Broadcast(a[a3]);
            s3x = TSimd.Fma(w, x, s3x);
            s3y = TSimd.Fma(w, y, s3y);
            w = TSimd.Broadcast(a[a4]);
            s4x = TSimd.Fma(w, x, s4x);
            s4y = TSimd.Fma(w, y, s4y);
            a += step;
        }

        TEnd.Store<TSimd, TVector>(c, s0x, p);
        TEnd.Store<TSimd, TVector>(c + TSimd.Count, s0y, p);
        TEnd.Store<TSimd, TVector>(c + p.RowStep, s1x, p);
        TEnd.Store<TSimd, TVector>(c + p.RowStep + TSimd.Count, s1y, p);
        TEnd.Store<TSimd, TVector>(c + (2 * p.RowStep), s2x, p);
        TEnd.Store<TSimd, TVector>(c + (2 * p.RowStep) + TSimd.Count, s2y, p);
        TEnd.Store<TSimd, TVector>(c + (3 * p.RowStep), s3x, p);
        TEnd.Store<TSimd, TVector>(c + (3 * p.RowStep) + TSimd.Count, s3y, p);
        TEnd.Store<TSimd, TVector>(c + (4 * p.RowStep), s4x, p);
        TEnd.Store<TSimd, TVector>(c + (4 * p.RowStep) + TSimd.Count, s4y, p);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2x2(in TiledMatmul p, nint unit, nint lane)
    {
        var a = p.A + (unit * p.UnitStep);
        var c = p.C + (unit * p.RowStep) + lane;
        var start = p.Start + (unit * p.StartStep);
        var a1 = p.UnitStep;
        var step = p.TermStep;
        var row = p.B;
        var end = row + p.Terms;
        var s0x = TStart.Load<TSimd, TVector>(c, start, p);
        var s0y = TStart.Load<TSimd, TVector>(c + TSimd.Count, start, p);
        var s1x = TStart.Load<TSimd, TVector>(c + p.RowStep, start + p.StartStep, p);
        var s1y = TStart.Load<TSimd, TVector>(c + p.RowStep + TSimd.Count, start + p.StartStep, p);
        for (; row < end; row++)
        {
            var b = *row + lane;
            var x = TSimd.Load(b);
            var y = TSimd.Load(b + TSimd.Count);
            var w = TSimd.Broadcast(a[0]);
            s0x = TSimd.Fma(w, x, s0x);
            s0y = TSimd.Fma(w, y, s0y);
            w = TSimd.Broadcast(a[a1]);
            s1x = TSimd.Fma(w, x, s1x);
            s1y = TSimd.Fma(w, y, s1y);
            a += step;
        }

        TEnd.Store<TSimd, TVector>(c, s0x, p);
        TEnd.Store<TSimd, TVector>(c + TSimd.Count, s0y, p);
        TEnd.Store<TSimd, TVector>(c + p.RowStep, s1x, p);
        TEnd.Store<TSimd, TVector>(c + p.RowStep + TSimd.Count, s1y, p);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x2(in TiledMatmul p, nint unit, nint lane)
    {
        var a = p.A + (unit * p.UnitStep);
        var c = p.C + (unit * p.RowStep) + lane;
        var start = p.Start + (unit * p.StartStep);
        var step = p.TermStep;
        var row = p.B;
        var end = row + p.Terms;
        var s0x = TStart.Load<TSimd, TVector>(c, start, p);
        var s0y = TStart.Load<TSimd, TVector>(c + TSimd.Count, start, p);
        for (; row < end; row++)
        {
            var b = *row + lane;
            var x = TSimd.Load(b);
            var y = TSimd.Load(b + TSimd.Count);
            var w = TSimd.Broadcast(a[0]);
            s0x = TSimd.Fma(w, x, s0x);
            s0y = TSimd.Fma(w, y, s0y);
            a += step;
        }

        TEnd.Store<TSimd, TVector>(c, s0x, p);
        TEnd.Store<TSimd, TVector>(c + TSimd.Count, s0y, p);
    }
}
