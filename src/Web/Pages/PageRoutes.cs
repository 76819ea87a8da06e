using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Symmetry.Web.Pages;

/// <summary>The pages, one route each.</summary>
internal static class PageRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void Map(IEndpointRouteBuilder routes, PageSource pages, TimeProvider clock)
    {
        routes.MapGet("/", new SweepsRoute(pages.Grains, clock).SendAsync);
        routes.MapGet("/sweeps/{id}", new SweepRoute(pages).SendAsync);
        routes.MapGet("/sweeps/{id}/effects", new EffectsRoute(pages).SendAsync);
        routes.MapGet("/sweeps/{id}/heatmap", new HeatmapRoute(pages).SendAsync);
        routes.MapGet("/sweeps/{id}/report", new ReportRoute(pages, clock).SendAsync);
        routes.MapGet("/sweeps/{id}/cells/{cell}", new CellRoute(pages).SendAsync);
        routes.MapGet("/sweeps/{id}/cells/{cell}/with/{other}", new PairRoute(pages).SendAsync);
        routes.MapGet("/sweeps/{id}/cells/{cell}/trials/{replicate}", new TrialRoute(pages).SendAsync);
        routes.MapPost("/sweeps/{id}/curves", new CurveRoute(pages).SendAllAsync);
        routes.MapPost("/sweeps/{id}/cells/{cell}/trials/{replicate}/curve", new CurveRoute(pages).SendAsync);
        routes.MapGet("/{**path}", _ => throw new NotFoundException("No such page."));
    }
}
