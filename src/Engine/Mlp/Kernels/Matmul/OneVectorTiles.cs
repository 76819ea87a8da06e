using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels.Matmul;

/// <summary>The innermost loops of <see cref="TiledMatmul"/> for one vector of lanes and 10, 6, 5, 2 or 1 units: all sums stay in registers.</summary>
/// <remarks>
/// Unrolled by hand, because the compiler keeps named locals in registers, but not arrays. A tile of one or two units waits for its
/// own last term, so there is a tile of six units for layers with five inputs and a bias.
/// </remarks>
internal static unsafe class OneVectorTiles<TSimd, TVector, TStart, TEnd>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
    where TStart : struct, ISumStart
    where TEnd : struct, ISumEnd
{
    /// <summary>Computes all units for one vector of lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Column(in TiledMatmul p, nint lane)
    {
        nint unit = 0;
        for (; unit + 10 <= p.Units; unit += 10)
        {
            Tile10x1(p, unit, lane);
        }

        for (; unit + 6 <= p.Units; unit += 6)
        {
            Tile6x1(p, unit, lane);
        }

        for (; unit + 5 <= p.Units; unit += 5)
        {
            Tile5x1(p, unit, lane);
        }

        for (; unit + 2 <= p.Units; unit += 2)
        {
            Tile2x1(p, unit, lane);
        }

        if (unit < p.Units)
        {
            Tile1x1(p, unit, lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile10x1(in TiledMatmul p, nint unit, nint lane)
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
        var s1x = TStart.Load<TSimd, TVector>(c + p.RowStep, start + p.StartStep, p);
        var s2x = TStart.Load<TSimd, TVector>(c + (2 * p.RowStep), start + (2 * p.StartStep), p);
        var s3x = TStart.Load<TSimd, TVector>(c + (3 * p.RowStep), start + (3 * p.StartStep), p);
        var s4x = TStart.Load<TSimd, TVector>(c + (4 * p.RowStep), start + (4 * p.StartStep), p);
        var s5x = TStart.Load<TSimd, TVector>(c + (5 * p.RowStep), start + (5 * p.StartStep), p);
        var s6x = TStart.Load<TSimd, TVector>(c + (6 * p.RowStep), start + (6 * p.StartStep), p);
        var s7x = TStart.Load<TSimd, TVector>(c + (7 * p.RowStep), start + (7 * p.StartStep), p);
        var s8x = TStart.Load<TSimd, TVector>(c + (8 * p.RowStep), start + (8 * p.StartStep), p);
        var s9x = TStart.Load<TSimd, TVector>(c + (9 * p.RowStep), start + (9 * p.StartStep), p);
        for (; row < end; row++)
        {
            var b = *row + lane;
            var x = TSimd.Load(b);
            var w = TSimd.Broadcast(a[0]);
            s0x = TSimd.Fma(w, x, s0x);
            w = TSimd.Broadcast(a[a1]);
            s1x = TSimd.Fma(w, x, s1x);
            w = TSimd.Broadcast(a[a2]);
            s2x = TSimd.Fma(w, x, s2x);
            w = TSimd.Broadcast(a[a3]);
            s3x = TSimd.Fma(w, x, s3x);
            w = TSimd.Broadcast(a[a4]);
            s4x = TSimd.Fma(w, x, s4x);
            w = TSimd.Broadcast(upper[0]);
            s5x = TSimd.Fma(w, x, s5x);
            w = TSimd.Broadcast(upper[a1]);
            s6x = TSimd.Fma(w, x, s6x);
            w = TSimd.Broadcast(upper[a2]);
            s7x = TSimd.Fma(w, x, s7x);
            w = TSimd.Broadcast(upper[a3]);
            s8x = TSimd.Fma(w, x, s8x);
            w = TSimd.Broadcast(upper[a4]);
            s9x = TSimd.Fma(w, x, s9x);
            a += step;
            upper += step;
        }

        TEnd.Store<TSimd, TVector>(c, s0x, p);
        TEnd.Store<TSimd, TVector>(c + p.RowStep, s1x, p);
        TEnd.Store<TSimd, TVector>(c + (2 * p.RowStep), s2x, p);
        TEnd.Store<TSimd, TVector>(c + (3 * p.RowStep), s3x, p);
        TEnd.Store<TSimd, TVector>(c + (4 * p.RowStep), s4x, p);
        TEnd.Store<TSimd, TVector>(c + (5 * p.RowStep), s5x, p);
        TEnd.Store<TSimd, TVector>(c + (6 * p.RowStep), s6x, p);
        TEnd.Store<TSimd, TVector>(c + (7 * p.RowStep), s7x, p);
        TEnd.Store<TSimd, TVector>(c + (8 * p.RowStep), s8x, p);
        TEnd.Store<TSimd, TVector>(c + (9 * p.RowStep), s9x, p);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6x1(in TiledMatmul p, nint unit, nint lane)
    {
        var a = p.A + (unit * p.UnitStep);
        var c = p.C + (unit * p.RowStep) + lane;
        var start = p.Start + (unit * p.StartStep);
        var a1 = p.UnitStep;
        var a2 = 2 * a1;
        var a3 = 3 * a1;
        var a4 = 4 * a1;
        var a5 = 5 * a1;
        var step = p.TermStep;
        var row = p.B;
        var end = row + p.Terms;
        var s0x = TStart.Load<TSimd, TVector>(c, start, p);
        var s1x = TStart.Load<TSimd, TVector>(c + p.RowStep, start + p.StartStep, p);
        var s2x = TStart.Load<TSimd, TVector>(c + (2 * p.RowStep), start + (2 * p.StartStep), p);
        var s3x = TStart.Load<TSimd, TVector>(c + (3 * p.RowStep), start + (3 * p.StartStep), p);
        var s4x = TStart.Load<TSimd, TVector>(c + (4 * p.RowStep), start + (4 * p.StartStep), p);
        var s5x = TStart.Load<TSimd, TVector>(c + (5 * p.RowStep), start + (5 * p.StartStep), p);
        for (; row < end; row++)
        {
            var b = *row + lane;
            var x = TSimd.Load(b);
            var w = TSimd.Broadcast(a[0]);
            s0x = TSimd.Fma(w, x, s0x);
            w = TSimd.Broadcast(a[a1]);
            s1x = TSimd.Fma(w, x, s1x);
            w = TSimd.Broadcast(a[a2]);
            s2x = TSimd.Fma(w, x, s2x);
            w = TSimd.Broadcast(a[a3]);
            s3x = TSimd.Fma(w, x, s3x);
            w = TSimd.Broadcast(a[a4]);
            s4x = TSimd.Fma(w, x, s4x);
            w = TSimd.Broadcast(a[a5]);
            s5x = TSimd.Fma(w, x, s5x);
            a += step;
        }

        TEnd.Store<TSimd, TVector>(c, s0x, p);
        TEnd.Store<TSimd, TVector>(c + p.RowStep, s1x, p);
        TEnd.Store<TSimd, TVector>(c + (2 * p.RowStep), s2x, p);
        TEnd.Store<TSimd, TVector>(c + (3 * p.RowStep), s3x, p);
        TEnd.Store<TSimd, TVector>(c + (4 * p.RowStep), s4x, p);
        TEnd.Store<TSimd, TVector>(c + (5 * p.RowStep), s5x, p);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile5x1(in TiledMatmul p, nint unit, nint lane)
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
        var s1x = TStart.Load<TSimd, TVector>(c + p.RowStep, start + p.StartStep, p);
        var s2x = TStart.Load<TSimd, TVector>(c + (2 * p.RowStep), start + (2 * p.StartStep), p);
        var s3x = TStart.Load<TSimd, TVector>(c + (3 * p.RowStep), start + (3 * p.StartStep), p);
        var s4x = TStart.Load<TSimd, TVector>(c + (4 * p.RowStep), start + (4 * p.StartStep), p);
        for (; row < end; row++)
        {
            var b = *row + lane;
            var x = TSimd.Load(b);
            var w = TSimd.Broadcast(a[0]);
            s0x = TSimd.Fma(w, x, s0x);
            w = TSimd.Broadcast(a[a1]);
            s1x = TSimd.Fma(w, x, s1x);
            w = TSimd.Broadcast(a[a2]);
            s2x = TSimd.Fma(w, x, s2x);
            w = TSimd.Broadcast(a[a3]);
            s3x = TSimd.Fma(w, x, s3x);
            w = TSimd.Broadcast(a[a4]);
            s4x = TSimd.Fma(w, x, s4x);
            a += step;
        }

        TEnd.Store<TSimd, TVector>(c, s0x, p);
        TEnd.Store<TSimd, TVector>(c + p.RowStep, s1x, p);
        TEnd.Store<TSimd, TVector>(c + (2 * p.RowStep), s2x, p);
        TEnd.Store<TSimd, TVector>(c + (3 * p.RowStep), s3x, p);
        TEnd.Store<TSimd, TVector>(c + (4 * p.RowStep), s4x, p);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2x1(in TiledMatmul p, nint unit, nint lane)
    {
        var a = p.A + (unit * p.UnitStep);
        var c = p.C + (unit * p.RowStep) + lane;
        var start = p.Start + (unit * p.StartStep);
        var a1 = p.UnitStep;
        var step = p.TermStep;
        var row = p.B;
        var end = row + p.Terms;
        var s0x = TStart.Load<TSimd, TVector>(c, start, p);
        var s1x = TStart.Load<TSimd, TVector>(c + p.RowStep, start + p.StartStep, p);
        for (; row < end; row++)
        {
            var b = *row + lane;
            var x = TSimd.Load(b);
            var w = TSimd.Broadcast(a[0]);
            s0x = TSimd.Fma(w, x, s0x);
            w = TSimd.Broadcast(a[a1]);
            s1x = TSimd.Fma(w, x, s1x);
            a += step;
        }

        TEnd.Store<TSimd, TVector>(c, s0x, p);
        TEnd.Store<TSimd, TVector>(c + p.RowStep, s1x, p);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x1(in TiledMatmul p, nint unit, nint lane)
    {
        var a = p.A + (unit * p.UnitStep);
        var c = p.C + (unit * p.RowStep) + lane;
        var start = p.Start + (unit * p.StartStep);
        var step = p.TermStep;
        var row = p.B;
        var end = row + p.Terms;
        var s0x = TStart.Load<TSimd, TVector>(c, start, p);
        for (; row < end; row++)
        {
            var b = *row + lane;
            var x = TSimd.Load(b);
            var w = TSimd.Broadcast(a[0]);
            s0x = TSimd.Fma(w, x, s0x);
            a += step;
        }

        TEnd.Store<TSimd, TVector>(c, s0x, p);
    }
}
